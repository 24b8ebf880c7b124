using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CrmWeb.Pages.Shared;

/// <summary>A short message on the next page: what was done, and the way to undo it.</summary>
public sealed record Toast(string Message, string? UndoAddress, bool InPlace = false)
{
    private const string MessageKey = "Toast";
    private const string UndoKey = "Toast.Undo";
    private const string InPlaceKey = "Toast.InPlace";

    /// <summary>Takes the waiting message; null where there is none.</summary>
    public static Toast? Take(ITempDataDictionary tempData) =>
        tempData[MessageKey] is string message ? new Toast(message, tempData[UndoKey] as string, tempData[InPlaceKey] is true) : null;

    internal static void Leave(ITempDataDictionary tempData, string message, string? undoAddress, bool inPlace)
    {
        tempData[MessageKey] = message;
        tempData[UndoKey] = undoAddress;
        tempData[InPlaceKey] = inPlace;
    }
}

/// <summary>Tells the browser on the next page which form was saved, so that it forgets what it kept of it.</summary>
public static class SavedDraft
{
    /// <summary>The hidden field that holds a form's key where the form has no creation key.</summary>
    public const string Field = "__draft";

    private const string Key = "Draft.Saved";

    /// <summary>The key of the form saved last; null where there is none. What looks like a Guid comes back as one.</summary>
    public static string? Take(ITempDataDictionary tempData) => tempData[Key]?.ToString();

    /// <summary>Tells it of a form that was carried out, unless its page has told it already.</summary>
    internal static void Leave(ITempDataDictionary tempData, IFormCollection form)
    {
        if (Guid.TryParse(form[Field], out var key) && tempData.Peek(Key) is null)
            tempData[Key] = key.ToString();
    }

    public static void DraftSaved(this PageModel page, Guid creationKey) => page.TempData[Key] = creationKey.ToString();
}

public static class ToastExtensions
{
    /// <summary>Shows a message after the redirect; <paramref name="undoAddress"/> is posted to when the user takes it back.</summary>
    /// <param name="undoInPlace">Taking it back is answered in regions (<see cref="Regions"/>).</param>
    public static void Toast(this PageModel page, string message, string? undoAddress = null, bool undoInPlace = false) =>
        Shared.Toast.Leave(page.TempData, message, undoAddress, undoInPlace);

    /// <summary>Says why a button did nothing, where it stands.</summary>
    internal static IActionResult Refused(this PageModel page, string sentence, string backAddress)
    {
        page.Toast(sentence);
        return page.Request.AsksForRegions() ? page.Partial("_Toast") : page.LocalRedirect(backAddress);
    }

    /// <summary>The first sentence of what was refused; "" where nothing was.</summary>
    internal static string FirstError(this ModelStateDictionary state) =>
        state.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage).FirstOrDefault(m => m.Length > 0) ?? "";
}
