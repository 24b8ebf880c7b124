using CrmWeb.Core.Jobs;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Jobs;

/// <summary>How jobs and runs are worded.</summary>
public static class JobWords
{
    public static string Title(string code, IStringLocalizer<JobsText> text) => text["Job." + code] is { ResourceNotFound: false } title ? title : code;

    public static string Help(string code, IStringLocalizer<JobsText> text) => text[$"Job.{code}.Help"] is { ResourceNotFound: false } help ? help : "";

    /// <summary>How long a run took: 120 ms, 4.2 s, 3 min 5 s.</summary>
    public static string Took(TimeSpan? took, IStringLocalizer<JobsText> text) => took switch
    {
        null => "",
        { TotalSeconds: < 1 } time => text["Took.Milliseconds", Math.Round(time.TotalMilliseconds)],
        { TotalMinutes: < 1 } time => text["Took.Seconds", Math.Round(time.TotalSeconds, 1)],
        { } time => text["Took.Minutes", (int)time.TotalMinutes, time.Seconds],
    };

    public static string Colour(JobRunState state) => state switch
    {
        JobRunState.Running => "azure",
        JobRunState.Succeeded => "green",
        JobRunState.Failed => "red",
        _ => "gray",
    };
}
