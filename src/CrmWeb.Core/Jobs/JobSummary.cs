using System.Globalization;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Jobs;

/// <summary>
/// What a run did, in figures that each have a word: "told=12;left=3". The words are in JobsText under Did.NAME, so that the page
/// says it in the reader's language.
/// </summary>
public static class JobSummary
{
    /// <summary>The figures that are not zero; null where there was nothing to do.</summary>
    public static string? Of(params (string Name, int Count)[] figures)
    {
        var some = string.Join(';', figures.Where(f => f.Count != 0).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name}={f.Count}")));
        return some.Length == 0 ? null : some;
    }

    /// <summary>The summary in words; one that is no list of figures stands as it is.</summary>
    public static string Words(string? summary, IStringLocalizer<JobsText> text)
    {
        if (summary is null)
            return "";
        var figures = summary.Split(';').Select(f => f.Split('=')).ToList();
        return figures.TrueForAll(f => f.Length == 2 && !text["Did." + f[0]].ResourceNotFound)
            ? string.Join(" · ", figures.Select(f => text["Did." + f[0], f[1]].Value))
            : summary;
    }
}
