namespace CrmWeb.Pages.Admin;

/// <summary>What puts an entry in order among its siblings: see _Order.cshtml.</summary>
/// <param name="Name">The field that names the entry to the page.</param>
/// <param name="Up">Where the button posts to that moves it up; <paramref name="Down"/> likewise.</param>
/// <param name="UpWords">What the button says to whoever does not see it; <paramref name="DownWords"/> likewise.</param>
public sealed record OrderedEntry(string Name, int Id, bool IsFirst, bool IsLast, string Up, string Down, string UpWords, string DownWords);
