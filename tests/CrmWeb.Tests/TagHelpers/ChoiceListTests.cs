using System.Text.Encodings.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Xunit;

namespace CrmWeb.Tests.TagHelpers;

[Trait("Category", "Pure")]
public sealed class ChoiceListTests
{
    private static readonly SelectListGroup East = new() { Name = "华东 <east> & more" };
    private static readonly SelectListGroup South = new() { Name = "华南" };

    private readonly ChoiceList choices = new(
    [
        new SelectListItem("全国", "all"),
        new SelectListItem("上海", "310000") { Group = East },
        new SelectListItem("\"杭州\" <b>", "330100\"><script>") { Group = East },
        new SelectListItem("广州", "440100") { Group = South },
    ]);

    [Fact]
    public void Everything_is_offered_under_its_group_and_nothing_chosen()
    {
        var select = Parse(choices.Options());
        Assert.Equal(["全国", "上海", "\"杭州\" <b>", "广州"], select.Options.Select(o => o.Text));
        Assert.Equal(["all", "310000", "330100\"><script>", "440100"], select.Options.Select(o => o.Value));
        Assert.Equal([null, East.Name, East.Name, South.Name], select.Options.Select(o => o.Closest("optgroup")?.GetAttribute("label")));
        Assert.DoesNotContain(select.Options, o => o.HasAttribute("selected"));
        Assert.Equal(2, select.QuerySelectorAll("optgroup").Length);
    }

    [Theory]
    [InlineData("310000", "310000")]
    [InlineData("ALL", "all")]
    [InlineData("330100\"><script>", "330100\"><script>")]
    [InlineData("unknown", null)]
    [InlineData(null, null)]
    public void What_is_chosen_is_marked_whatever_its_case(string? chosen, string? marked) =>
        Assert.Equal(marked is null ? [] : [marked], Parse(choices.Options(chosen)).Options.Where(o => o.HasAttribute("selected")).Select(o => o.Value));

    [Fact]
    public void Several_can_be_chosen_in_any_order()
    {
        var select = Parse(choices.Options("440100", "all", "440100"));
        Assert.Equal(["all", "440100"], select.Options.Where(o => o.HasAttribute("selected")).Select(o => o.Value));
        Assert.Equal(4, select.Options.Length);
    }

    [Fact]
    public void One_can_be_left_out_and_comes_back()
    {
        Assert.Equal(["全国", "\"杭州\" <b>", "广州"], Parse(choices.OptionsWithout("310000")).Options.Select(o => o.Text));
        Assert.Equal(4, Parse(choices.OptionsWithout("unknown")).Options.Length);
        Assert.Equal(4, Parse(choices.Options()).Options.Length);
    }

    private static IHtmlSelectElement Parse(IHtmlContent options)
    {
        using var text = new StringWriter();
        options.WriteTo(text, HtmlEncoder.Default);
        return (IHtmlSelectElement)new HtmlParser().ParseDocument($"<select multiple>{text}</select>").QuerySelector("select")!;
    }
}
