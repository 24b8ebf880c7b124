using CrmWeb.Core.FollowUps;

namespace CrmWeb.Pages.FollowUps.Calendar;

/// <summary>The colour of a way to speak to somebody in the calendar, beside its sign; one that an administrator has added is gray.</summary>
public static class MethodColour
{
    /// <param name="code">Of the list of methods.</param>
    /// <returns>A name of the palette.</returns>
    public static string Of(string? code) => code switch
    {
        FollowUpMethods.Phone => "blue",
        FollowUpMethods.Visit => "green",
        FollowUpMethods.VisitToUs => "teal",
        FollowUpMethods.Mail => "purple",
        FollowUpMethods.OnlineMeeting => "indigo",
        FollowUpMethods.Meeting => "orange",
        FollowUpMethods.Chat => "lime",
        _ => "gray",
    };
}
