namespace CrmWeb.Pages.FollowUps.Calendar;

/// <summary>The colour of a way to speak to somebody in the calendar, beside its sign; one that an administrator has added is gray.</summary>
public static class MethodColour
{
    /// <param name="code">Of the list of methods.</param>
    /// <returns>A name of the palette.</returns>
    public static string Of(string? code) => code switch
    {
        "phone" => "blue",
        "visit" => "green",
        "visit-to-us" => "teal",
        "mail" => "purple",
        "online-meeting" => "indigo",
        "meeting" => "orange",
        "chat" => "lime",
        _ => "gray",
    };
}
