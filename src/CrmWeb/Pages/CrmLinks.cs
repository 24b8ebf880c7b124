namespace CrmWeb;

/// <summary>Every address of the product in one place; views and pages write none by hand. One file for each part of the product.</summary>
public static partial class CrmLinks
{
    public const string LoginPath = "/account/login";

    public static string Desk(bool? team = null) => team is { } value ? $"/?team={(value ? "true" : "false")}" : "/";

    public static string Login(string? returnUrl) =>
        string.IsNullOrEmpty(returnUrl) || returnUrl == "/" ? LoginPath : $"{LoginPath}?ReturnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>A second form on the sign-in page.</summary>
    public static string Login(string? returnUrl, string handler) =>
        $"{LoginPath}?handler={handler}" + (string.IsNullOrEmpty(returnUrl) ? "" : $"&ReturnUrl={Uri.EscapeDataString(returnUrl)}");

    public static string Logout() => "/account/logout";

    /// <summary>The sign-in page after somebody has signed out: what the browser kept of them goes.</summary>
    public static string SignedOut() => $"{LoginPath}?signedOut=true";

    /// <summary>What a browser shows where there is no line.</summary>
    public static string Offline() => "/offline";

    /// <summary>Answers as long as the program runs.</summary>
    public static string Alive() => "/health/live";

    public static string Manifest() => "/manifest.webmanifest";

    public static string ServiceWorker() => "/service-worker.js";

    public static string FirstSignIn() => "/account/first-sign-in";

    public static string Setup() => "/account/setup";

    public static string Profile() => "/account/profile";

    /// <summary>A second form on the profile.</summary>
    public static string Profile(string handler) => $"/account/profile?handler={handler}";

    /// <summary>How one wants to be told of what.</summary>
    public static string NotificationChoices() => "/account/notifications";

    public static string Language() => "/account/language";

    /// <param name="all">Also what was read.</param>
    public static string Notifications(bool all = false, string? kind = null) =>
        (all, kind) switch
        {
            (false, null) => "/notifications",
            (false, _) => $"/notifications?kind={kind}",
            (true, null) => "/notifications?list=all",
            _ => $"/notifications?list=all&kind={kind}",
        };

    public static string ReadNotification(int id, string back = "") => $"/notifications?handler=read&id={id}{back}";

    public static string ReadNotifications(string back = "") => $"/notifications?handler=readAll{back}";

    /// <summary>Server-sent events for open pages.</summary>
    public static string NotificationStream() => "/notifications/stream";

    /// <summary>The saved views of lists.</summary>
    public static string Views() => "/views";

    /// <param name="query">What a list shows, as it stands in the address.</param>
    public static string NewView(string list, string query) => $"/views/new?list={list}&query={Uri.EscapeDataString(query)}";

    public static string View(int id) => $"/views/{id}";

    public static string RenewView(int id) => $"/views/{id}?handler=show";

    public static string DeleteView(int id) => $"/views/{id}?handler=delete";

    public static string ChooseView(int id) => $"/views?handler=choose&id={id}";

    /// <summary>A list as no view shows it, also for those for whom it opens with one.</summary>
    /// <param name="list">Address of the list.</param>
    public static string WithoutView(string list) => $"{list}?view=all";

    /// <summary>Where one takes a list along as a file.</summary>
    /// <param name="list">Code of the list.</param>
    /// <param name="query">What the list shows, with its question mark.</param>
    public static string Export(string list, string query = "") => $"/{list}/export{query}";

    /// <summary>One's exports in the background.</summary>
    public static string Downloads() => "/exports";

    public static string ExportedFile(Guid key) => $"/exports/{key}/file";

    public static string DeleteDownload(Guid file) => $"/exports?handler=delete&file={file}";

    /// <summary>Keeps the columns of a list.</summary>
    public static string ListLayout() => "/views?handler=layout";

    public static string Search() => "/search";

    public static string SearchSuggestions() => "/search/suggest";

    /// <summary>The entries of a list, with what they are found by, for the control that chooses among them.</summary>
    /// <param name="version">Names these very entries, so that the browser keeps them.</param>
    public static string Choices(string list, string version) => $"/choices/{list}?v={version}";

    /// <summary>The customers one may write about, for the control that chooses among them.</summary>
    public static string ChoicesOfCustomers() => "/choices/customers";

    /// <summary>A tag made where it is chosen.</summary>
    public static string NewTagHere() => "/choices/tags";

    /// <summary>The dialling link of a phone number given in digits.</summary>
    public static string Dial(string digits) => $"tel:{digits}";
}
