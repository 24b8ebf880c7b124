namespace CrmWeb.Pages.FollowUps;

/// <summary>The sign of a way to speak to somebody; one that an administrator has added has that of a conversation.</summary>
public static class MethodIcon
{
    /// <param name="code">Of the list of methods.</param>
    /// <returns>Name of an icon.</returns>
    public static string Of(string? code) => code switch
    {
        "phone" => "phone",
        "visit" => "map-pin",
        "visit-to-us" => "door-enter",
        "mail" => "mail",
        "online-meeting" => "video",
        "meeting" => "users-group",
        "chat" => "brand-wechat",
        "other" => "dots-circle-horizontal",
        _ => "message-circle",
    };
}
