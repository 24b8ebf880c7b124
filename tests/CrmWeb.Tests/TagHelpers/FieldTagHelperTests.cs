using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Xunit;

namespace CrmWeb.Tests.TagHelpers;

[Trait("Category", "Pure")]
public sealed class FieldTagHelperTests
{
    private sealed record Sample(string? Name, DateTime? At, DateOnly? On, decimal? Amount, bool Active, IReadOnlyList<int> Tags);

    private static readonly Sample Model = new("华东 <科技>", new DateTime(2026, 11, 22, 10, 0, 0), new DateOnly(2026, 12, 1), 1234.50m, true, [2, 3]);

    private readonly ModelStateDictionary modelState = new();

    [Fact]
    public async Task A_label_names_its_control_exactly()
    {
        var field = await RenderAsync(nameof(Sample.Name), f => f.Required = true);

        Assert.Equal("客户名称", field.QuerySelector("label[for='Form_Name']")!.TextContent);
        var input = field.QuerySelector("input#Form_Name")!;
        Assert.Equal("Form.Name", input.GetAttribute("name"));
        Assert.Equal("华东 <科技>", input.GetAttribute("value"));
        Assert.Equal("true", input.GetAttribute("aria-required"));
        Assert.False(input.HasAttribute("required"));
    }

    [Fact]
    public async Task An_error_stands_beside_the_field_and_what_was_typed_stays()
    {
        modelState.SetModelValue("Form.Name", "typed", "typed");
        modelState.AddModelError("Form.Name", "请填写客户名称。");
        var field = await RenderAsync(nameof(Sample.Name), f => f.Help = "全称");

        var input = field.QuerySelector("input")!;
        Assert.Equal("typed", input.GetAttribute("value"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("Form_Name_help Form_Name_error", input.GetAttribute("aria-describedby"));
        Assert.Equal("请填写客户名称。", field.QuerySelector("#Form_Name_error")!.TextContent);
    }

    [Theory]
    [InlineData(nameof(Sample.At), "datetime-local", "2026-11-22T10:00")]
    [InlineData(nameof(Sample.On), "date", "2026-12-01")]
    [InlineData(nameof(Sample.Amount), "text", "1234.5")]
    public async Task The_control_follows_the_type_of_the_model(string property, string type, string value)
    {
        var input = (await RenderAsync(property)).QuerySelector("input")!;

        Assert.Equal(type, input.GetAttribute("type"));
        Assert.Equal(value, input.GetAttribute("value"));
    }

    [Fact]
    public async Task A_box_that_is_not_ticked_still_sends_false()
    {
        var field = await RenderAsync(nameof(Sample.Active));

        Assert.True(field.QuerySelector("input[type=checkbox]")!.HasAttribute("checked"));
        Assert.Equal("false", field.QuerySelector("input[type=hidden][name='Form.Active']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Several_choices_are_marked_in_a_native_list()
    {
        var field = await RenderAsync(nameof(Sample.Tags), f =>
        {
            f.Multiple = true;
            f.Items = [new("高价值", "1"), new("制造业", "2"), new("展会", "3")];
        });

        Assert.Equal(["2", "3"], field.QuerySelectorAll("select[multiple] option[selected]").Select(o => o.GetAttribute("value")!));
        Assert.Empty(field.QuerySelectorAll("option[value='']"));
    }

    [Fact]
    public async Task What_the_helper_does_not_know_goes_to_the_control_and_content_below_it()
    {
        var field = await RenderAsync(nameof(Sample.Name), f => f.Type = "textarea", [new("maxlength", "500"), new("class", "mt-1")], "<b>below</b>");

        Assert.Equal("500", field.QuerySelector("textarea")!.GetAttribute("maxlength"));
        Assert.Equal("field mt-1", field.ClassName);
        Assert.Equal("below", field.QuerySelector("textarea + b")!.TextContent);
    }

    private async Task<IElement> RenderAsync(string property, Action<FieldTagHelper>? set = null, TagHelperAttributeList? attributes = null, string content = "")
    {
        using var language = InterfaceTexts.In("zh-CN");
        var metadata = new EmptyModelMetadataProvider();
        var explorer = metadata.GetModelExplorerForType(typeof(Sample), Model).GetExplorerForProperty(property);
        var helper = new FieldTagHelper(InterfaceTexts.Text, new NoRules())
        {
            For = new ModelExpression($"Form.{property}", explorer),
            Label = "客户名称",
            ViewContext = new ViewContext
            {
                HttpContext = new DefaultHttpContext(),
                ViewData = new ViewDataDictionary(metadata, modelState),
            },
        };
        set?.Invoke(helper);
        var output = new TagHelperOutput("crm-field", attributes ?? [], (_, _) =>
            Task.FromResult<TagHelperContent>(new DefaultTagHelperContent().SetHtmlContent(content)));
        await helper.ProcessAsync(new TagHelperContext([], new Dictionary<object, object>(), "id"), output);

        using var writer = new StringWriter();
        output.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(writer.ToString()).Body!.FirstElementChild!;
    }

    private sealed class NoRules : ValidationHtmlAttributeProvider
    {
        public override void AddValidationAttributes(ViewContext viewContext, ModelExplorer modelExplorer, IDictionary<string, string> attributes)
        {
        }
    }
}
