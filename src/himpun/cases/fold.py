"""The tables of this room whose every row the journal explains."""

from himpun.cases.models import (
    Attachment,
    Case,
    CasePaper,
    Deed,
    Delivery,
    MeetingCall,
    Remark,
    Return,
    ReturnPoint,
    Task,
    TeamMember,
)

EXPLAINED = (
    Case,
    Task,
    TeamMember,
    Deed,
    CasePaper,
    Return,
    ReturnPoint,
    Attachment,
    Delivery,
    MeetingCall,
    Remark,
)
