using System.Globalization;
using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Settings;
using CrmWeb.Infrastructure;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using FluentValidation;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Files;

/// <summary>Takes files in, one or several, from a form or from script, which asks for data.</summary>
internal static class UploadEndpoint
{
    /// <summary>As many are taken at once.</summary>
    private const int MostFiles = 100;

    public static void MapUploads(this WebApplication app) =>
        app.MapPost(CrmLinks.UploadFiles(), ReceiveAsync).RequireAuthorization(Permissions.CustomersEdit).RequireRateLimiting(RateLimits.Upload);

    private static async Task<IResult> ReceiveAsync(
        HttpContext http, AttachmentService files, FileSettingsService settings, UploadToken token, ITempDataDictionaryFactory tempData, UserScope by, IStringLocalizer<FilesText> text)
    {
        var answer = new UploadAnswer(http, tempData, text);
        if (UploadBody.Of(http) is not { Boundary.Length: > 0 } body)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var (place, replaced) = Place(http.Request.Query);
            answer.Place(place, replaced);
            await files.DemandAsync(place, by, http.RequestAborted);
            var limits = await settings.ReadAsync(http.RequestAborted);
            var most = limits.MostBytes + UploadParts.RoomForFields;
            if (http.Request.ContentLength > most)
                return answer.Refused(text["Error.TooLargeAtOnce", limits.Megabytes], StatusCodes.Status413PayloadTooLarge);
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = most;

            var parts = new UploadParts(http, body.Boundary);
            for (var index = 0; await parts.NextFileAsync() is { } part; index++)
            {
                if (index == 0 && !await token.IsOursAsync(http, parts.Fields))
                    return Results.StatusCode(await token.RefuseAsync(http));
                if (index == MostFiles)
                    return answer.Refused(text["Error.TooManyAtOnce", MostFiles], StatusCodes.Status400BadRequest);
                await KeepAsync(part.Name, part.Body, index);
            }

            return answer.Done();

            async Task KeepAsync(string? name, Stream content, int index)
            {
                if (replaced is { } key)
                {
                    await files.ReplaceAsync(place.Customer, key, name, content, by, http.RequestAborted);
                    answer.Add(key, FileNames.Clean(name));
                    return;
                }

                place.Kind = parts.Fields.GetValueOrDefault("Kind") is { Length: > 0 } kind ? kind : null;
                place.CreationKey = UploadParts.KeyOf(parts.Fields.GetValueOrDefault("Key"), index, by);
                answer.Add(await files.AddAsync(place, name, content, by, http.RequestAborted), FileNames.Clean(name));
            }
        }
        catch (ValidationException broken)
        {
            return answer.Refused(broken.Errors.First().ErrorMessage, StatusCodes.Status400BadRequest);
        }
        catch (EditConflictException)
        {
            return answer.Refused(text["Error.ChangedMeanwhile"], StatusCodes.Status409Conflict);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested)
        {
            // The parts end before they say so.
            return Results.BadRequest();
        }
        catch (StorageException)
        {
            return answer.Refused(text["Error.Storage"], StatusCodes.Status507InsufficientStorage);
        }
        catch (NotFoundException)
        {
            return Results.NotFound();
        }
        catch (BadQueryException bad)
        {
            BadAddressPart.Note(http, bad.Parameter);
            return Results.BadRequest();
        }
    }

    private static (UploadForm Place, Guid? Replaced) Place(IQueryCollection query)
    {
        return (new UploadForm
        {
            Customer = Number("customer") ?? throw new BadQueryException("customer"),
            Contact = Number("contact"),
            FollowUp = Number("followUp"),
            FormKey = Key("form"),
        }, Key("file"));

        int? Number(string name) => query[name].ToString() is not { Length: > 0 } typed ? null
            : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new BadQueryException(name);

        Guid? Key(string name) => query[name].ToString() is not { Length: > 0 } typed ? null
            : Guid.TryParse(typed, out var key) ? key : throw new BadQueryException(name);
    }
}

/// <summary>What is said to whoever sent files: data to a script, a page to go to with a word to a form.</summary>
internal sealed class UploadAnswer(HttpContext http, ITempDataDictionaryFactory tempData, IStringLocalizer<FilesText> text)
{
    private readonly List<object> kept = [];
    private string back = "/";

    public void Place(UploadForm place, Guid? replaced) =>
        back = replaced is { } key ? CrmLinks.File(key) : place.FollowUp is { } followUp ? CrmLinks.FollowUp(followUp) : CrmLinks.CustomerFiles(place.Customer);

    public void Add(Guid key, string name) => kept.Add(new { key, name, address = CrmLinks.File(key) });

    public IResult Done() => kept.Count == 0 ? Refused(text["Error.NothingChosen"], StatusCodes.Status400BadRequest)
        : FormPageFilter.AsksForData(http.Request) ? Results.Json(new { files = kept })
        : Back(text["Toast.Uploaded", kept.Count]);

    /// <summary>What came before the one that was refused is kept, and told to be.</summary>
    public IResult Refused(string sentence, int status)
    {
        if (FormPageFilter.AsksForData(http.Request))
            return Results.Json(new { said = sentence, files = kept }, statusCode: status);

        // A page of its own for what is not read to its end; all else is said where the form stands.
        return status == StatusCodes.Status413PayloadTooLarge ? Results.StatusCode(status) : Back(sentence);
    }

    private IResult Back(string sentence)
    {
        var temp = tempData.GetTempData(http);
        Toast.Leave(temp, sentence, undoAddress: null, inPlace: false);
        temp.Save();
        return Results.LocalRedirect(back);
    }
}
