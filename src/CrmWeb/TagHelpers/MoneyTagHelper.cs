using System.Globalization;
using CrmWeb.Core.Formats;
using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// An amount in CNY, right-aligned in tables: short (123.46万, 1.23亿) with the whole amount in the tooltip,
/// or with <see cref="Full"/> the whole amount itself.
/// </summary>
[HtmlTargetElement("crm-money", Attributes = "value")]
public sealed class MoneyTagHelper(IStringLocalizer<InterfaceText> text) : TagHelper
{
    public decimal? Value { get; set; }

    public bool Full { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"num {output.Attributes["class"]?.Value}".TrimEnd());
        if (Value is not { } amount)
        {
            output.Content.SetContent(text["Field.Unset"]);
            return;
        }

        var whole = MoneyText.Whole(amount);
        output.Content.SetContent(Full ? whole : MoneyText.Short(amount, CultureInfo.CurrentUICulture));
        if (!Full)
        {
            output.Attributes.SetAttribute("title", whole);
        }
    }
}

/// <summary>How an amount in CNY is written; always rounded half away from zero (四舍五入).</summary>
public static class MoneyText
{
    /// <summary>¥1,234,567.89</summary>
    public static string Whole(decimal amount) => Money.Shown(amount);

    /// <summary>In Chinese 123.46万, from one hundred million 1.23亿; in English ¥1.23M and ¥1.23B, below a million ¥123,457.</summary>
    public static string Short(decimal amount, CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "zh"
            ? Scaled(amount, "", [(10_000m, "万"), (100_000_000m, "亿")])
            : Math.Abs(Math.Round(amount, MidpointRounding.AwayFromZero)) < 1_000_000m
                ? $"{(amount <= -0.5m ? "-" : "")}¥{Math.Abs(Math.Round(amount, MidpointRounding.AwayFromZero)).ToString("#,##0", CultureInfo.InvariantCulture)}"
                : Scaled(amount, "¥", [(1_000_000m, "M"), (1_000_000_000m, "B")]);

    // The next unit begins where rounding reaches it: 99,999,999 is 1.00亿, not 10000.00万.
    private static string Scaled(decimal amount, string sign, (decimal Size, string Name)[] units)
    {
        var (small, large) = (units[0], units[1]);
        var value = Round(amount / small.Size);
        var unit = small.Name;
        if (Math.Abs(value) >= large.Size / small.Size)
        {
            value = Round(amount / large.Size);
            unit = large.Name;
        }

        return $"{(value < 0 ? "-" : "")}{sign}{Math.Abs(value).ToString("0.00", CultureInfo.InvariantCulture)}{unit}";
    }

    private static decimal Round(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
