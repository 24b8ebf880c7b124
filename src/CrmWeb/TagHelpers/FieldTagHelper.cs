using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// One field of a form: label, native control, help, warning and error, tied together for screen readers.
/// <c>&lt;crm-field for="Form.Name" label="@L["Name"]" required="true" maxlength="100" /&gt;</c>
/// Attributes it does not know (maxlength, autocomplete, placeholder, hx-*, data-*) go to the control; class goes to the wrapper;
/// content goes below the control.
/// </summary>
[HtmlTargetElement("crm-field", Attributes = "for")]
[HtmlTargetElement("crm-field", Attributes = "at")]
public sealed class FieldTagHelper(IStringLocalizer<InterfaceText> text, ValidationHtmlAttributeProvider rules) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    /// <summary>Instead of <see cref="For"/>, where a list says which field it is.</summary>
    public FieldPlace? At { get; set; }

    public string Label { get; set; } = "";

    /// <summary>text, tel, email, url, password, search, number, date, datetime-local, textarea, select or checkbox; by default from the model's type.</summary>
    public string? Type { get; set; }

    /// <summary>Marks the label; the rule itself is the validator's, and so is what the page says of it before it is sent.</summary>
    public bool Required { get; set; }

    public string? Help { get; set; }

    /// <summary>Said beside the field without refusing it.</summary>
    public string? Warning { get; set; }

    /// <summary>Choices; makes the field a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Text of the choice "nothing"; by default 请选择.</summary>
    public string? Empty { get; set; }

    /// <summary>Leaves out the choice "nothing".</summary>
    public bool NoEmpty { get; set; }

    /// <summary>Several choices may be picked.</summary>
    public bool Multiple { get; set; }

    /// <summary>Where a choice that is missing is made, by those who may; null for others.</summary>
    public string? Create { get; set; }

    public int Rows { get; set; } = 3;

    /// <summary>Takes the whole width of a two-column form.</summary>
    public bool Wide { get; set; }

    /// <summary>For example a unit: 万元.</summary>
    public string? Suffix { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        For = At?.Field ?? For;
        Required |= ViewContext.ViewData[RequiredPlaces] is IReadOnlySet<string> places && places.Contains(For.Name);

        // An expression that gives nothing arrives as an empty text.
        Help = string.IsNullOrEmpty(Help) ? null : Help;
        var below = await output.GetChildContentAsync();
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = FieldId(ViewContext, name);
        var entry = ViewContext.ViewData.ModelState[name];
        var errors = entry?.Errors.Select(e => e.ErrorMessage).Where(e => e.Length > 0).Distinct().ToList() ?? [];
        var type = Type ?? (Items is null ? FieldValue.ControlType(For.ModelExplorer.ModelType, For.Metadata.DataTypeName) : "select");
        var checkbox = type == "checkbox";

        var value = FieldValue.Of(entry, For.Model, type);
        var control = new FieldControl(name, id, type, value).Build(this, text);
        foreach (var attribute in output.Attributes.Where(a => a.Name != "class"))
        {
            control.MergeAttribute(attribute.Name, attribute.Value?.ToString() ?? "", replaceExisting: true);
        }

        // What the form's validator declares (data-val-*); field-rules.js says it before the form is sent.
        rules.AddValidationAttributes(ViewContext, For.ModelExplorer, control.Attributes);
        if (ViewContext.ViewData[RequiredWords] is IReadOnlyDictionary<string, string> words && words.TryGetValue(For.Name, out var word))
        {
            control.MergeAttribute("data-val", "true");
            control.MergeAttribute("data-val-required", word);
        }

        Describe(control, id, errors.Count > 0);
        var wrapper = $"field{(Wide ? " field-wide" : "")}{(checkbox ? " field-check" : "")}";
        var cssClass = output.Attributes["class"]?.Value;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", $"{wrapper} {cssClass}".TrimEnd());

        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.AddCssClass(checkbox ? "form-check-label" : "form-label");
        if (Required)
        {
            label.AddCssClass("required");
        }

        label.InnerHtml.Append(Label);
        if (checkbox)
        {
            output.Content.AppendHtml(control).AppendHtml(label).AppendHtml(FieldControl.Unchecked(name));
        }
        else
        {
            output.Content.AppendHtml(label).AppendHtml(Multiple ? SelectControl.Boxed(control, Items ?? [], value, text) : InputGroup.Around(control, Suffix));
            if (Items is ChoiceList { Source: not null })
                output.Content.AppendHtml(ChoicesInPage.Field());
        }

        output.Content.AppendHtml(below);
        Append(output, Help, $"{id}_help", "form-hint");
        if (Warning is not null)
        {
            Append(output, Warning, $"{id}_warning", "field-warning", live: true);
        }

        Append(output, errors.Count == 0 ? null : string.Join(" ", errors), $"{id}_error", "invalid-feedback");
    }

    /// <summary>Key of the view data with what the ids of a form's fields begin with, where another form of the same fields may stand on the page.</summary>
    public const string IdsBegin = "FieldIds";

    /// <summary>Key of the view data with the names of fields that are required besides those that always are.</summary>
    public const string RequiredPlaces = "RequiredPlaces";

    /// <summary>Key of the view data with what is said of fields left empty, by name.</summary>
    public const string RequiredWords = "RequiredWords";

    /// <summary>The id of the control that has this name; the summary of errors links to it.</summary>
    public static string FieldId(ViewContext view, string name) => $"{view.ViewData[IdsBegin]}{TagBuilder.CreateSanitizedId(name, "_")}";

    private void Describe(TagBuilder control, string id, bool invalid)
    {
        List<string> notes = [];
        if (control.Attributes.TryGetValue("aria-describedby", out var given) && !string.IsNullOrEmpty(given))
        {
            notes.Add(given);
        }

        if (Help is not null)
        {
            notes.Add($"{id}_help");
        }

        if (Warning is not null)
        {
            notes.Add($"{id}_warning");
        }

        if (invalid)
        {
            notes.Add($"{id}_error");
            control.AddCssClass("is-invalid");
            control.Attributes["aria-invalid"] = "true";
        }

        if (notes.Count > 0)
        {
            control.Attributes["aria-describedby"] = string.Join(' ', notes);
        }

        if (Required)
        {
            control.Attributes["aria-required"] = "true";
        }
    }

    private static void Append(TagHelperOutput output, string? message, string id, string cssClass, bool live = false)
    {
        if (message is null)
        {
            return;
        }

        var note = new TagBuilder("div");
        note.Attributes["id"] = id;
        note.AddCssClass(cssClass);
        if (live)
        {
            note.Attributes["aria-live"] = "polite";
        }

        note.InnerHtml.Append(message);
        output.Content.AppendHtml(note);
    }
}

/// <summary>A field of the model that a view has found itself. The type keeps Razor from reading the attribute as an expression.</summary>
public sealed record FieldPlace(ModelExpression Field);
