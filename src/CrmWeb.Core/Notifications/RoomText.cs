using System.Globalization;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization.Accounts;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications;

/// <summary>
/// What a robot says in a department's room. Not everybody there may see the customer a message is about, so the room hears
/// what kind of thing waits for whom, and the link shows the rest to those who may.
/// </summary>
internal static class RoomText
{
    public static string Of(Announcement one, string body, string recipient, string? culture, NotificationKindList kinds, IStringLocalizer<ChannelsText> room)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture ?? InterfaceCultures.Chinese);
        try
        {
            var kind = kinds.Name(one.Kind);
            return one.CustomerId is null && one.FollowUpId is null
                ? room["Room.Whole", kind, recipient, body]
                : room["Room.Neutral", kind, recipient];
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
