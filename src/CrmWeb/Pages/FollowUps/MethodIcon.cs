using CrmWeb.Core.FollowUps;

namespace CrmWeb.Pages.FollowUps;

/// <summary>The sign of a way to speak to somebody; one that an administrator has added has that of a conversation.</summary>
public static class MethodIcon
{
    /// <param name="code">Of the list of methods.</param>
    /// <returns>Name of an icon.</returns>
    public static string Of(string? code) => code switch
    {
        FollowUpMethods.Phone => "phone",
        FollowUpMethods.Visit => "map-pin",
        FollowUpMethods.VisitToUs => "door-enter",
        FollowUpMethods.Mail => "mail",
        FollowUpMethods.OnlineMeeting => "video",
        FollowUpMethods.Meeting => "users-group",
        FollowUpMethods.Chat => "brand-wechat",
        FollowUpMethods.Other => "dots-circle-horizontal",
        _ => "message-circle",
    };
}
