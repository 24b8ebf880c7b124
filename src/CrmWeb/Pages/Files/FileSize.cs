using System.Globalization;

namespace CrmWeb.Pages.Files;

/// <summary>How many bytes, as people say it.</summary>
public static class FileSize
{
    private const double Step = 1024;

    public static string Words(long bytes) => bytes switch
    {
        < (long)Step => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < (long)(Step * Step) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Step:0.#} KB"),
        < (long)(Step * Step * Step) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Step / Step:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / Step / Step / Step:0.##} GB"),
    };
}
