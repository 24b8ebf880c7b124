using System.Globalization;
using CrmWeb.Core.Exports.Paper;
using CrmWeb.Core.Formats;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders;

/// <summary>
/// The order on paper, as it is signed: what its page for printing shows. Whoever reads the order may have it; it holds nothing that the
/// page does not show the same reader, so it asks for no permission and no reason of its own.
/// </summary>
public sealed class OrderPdf(IStringLocalizer<OrdersText> text)
{
    private const double Gap = 12;

    /// <summary>Room for a seal.</summary>
    private const double Sign = 60;

    public Task<byte[]> OfAsync(OrderView order, CancellationToken ct) => PaperSheet.InTurnAsync(() => Write(order), ct);

    private byte[] Write(OrderView order)
    {
        var row = order.Row;
        var title = text["Title.Of", row.Number].Value;
        using var sheet = new PaperSheet(title, isWide: false);
        sheet.Paragraph(title, PaperSheet.Large, isBold: true);
        sheet.Skip(4);
        Fact("Customer", row.CustomerName);
        Fact("OrderedOn", Day(row.OrderedOn));
        Fact("Subject", row.Subject);
        Fact("Owner", row.OwnerName);
        if (row.State != OrderState.Active)
            Fact("State", text[$"OrderState.{row.State}"]);
        sheet.Skip(Gap);
        if (order.Items.Count > 0)
        {
            string[] heads = [text["Item.Quantity"], text["Item.UnitPrice"], text["Item.Discount"], text["Item.Amount"]];
            new PaperTable(sheet, text["Item.Name"], heads,
            [
                .. order.Items.Select(i => new PaperRow(
                    i.Name ?? "", [$"{Quantity.Shown(i.Quantity)} {i.Unit}".TrimEnd(), Money.Shown(i.UnitPrice), Money.Shown(i.Discount), Money.Shown(i.Amount)])),
                new PaperRow(text["Total"], ["", "", "", Money.Shown(row.Amount)], IsTotal: true),
            ]).Draw();
            sheet.Skip(4);
        }
        else
        {
            Fact("Total", Money.Shown(row.Amount));
        }

        Fact("InCapitals", ChineseAmount.Of(row.Amount));
        if (order.Plan.Count > 0)
        {
            sheet.Skip(Gap);
            sheet.Paragraph(text["Plan"], 12, isBold: true);
            sheet.Skip(3);
            new PaperTable(sheet, text["Planned.DueOn"], [text["Planned.Amount"]], [.. order.Plan.Select(p => new PaperRow($"{Day(p.DueOn)} {p.Note}".TrimEnd(), [Money.Shown(p.Amount)]))]).Draw();
        }

        sheet.Skip(Gap);
        Fact("Remarks", order.Remarks);
        if (!sheet.Fits(Sign * 2))
            sheet.NextPage();
        foreach (var side in new[] { "Sign.Customer", "Sign.Us" })
        {
            sheet.Skip(Sign / 2);
            sheet.Paragraph(text["Paper.Fact", text[side], "____________________"], PaperSheet.Usual);
        }

        return sheet.Finish(row.Number, (page, pages) => text["Paper.Page", page, pages]);

        void Fact(string label, string? said)
        {
            if (said is not null)
                sheet.Paragraph(text["Paper.Fact", text[label], said], PaperSheet.Usual);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
