using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Benchmarks;

/// <summary>Forms filled in with what nobody has written before.</summary>
internal static class Invention
{
    private const string Syllables = "恒锐明曜聚源瑞川鼎沣安澜云帆智衡嘉禾博盛泽华拓启辰卓远凌峰天昊森舟鸿翼锦程致朗清弘毅晟泰佳邦通达正新域润翰文星德立凯越青松融柏铭景同光长";

    /// <summary>Where wall-clock times of forms are meant.</summary>
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static Call FollowUp(Visitor by, int customer)
    {
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Zone).DateTime;
        return Call.Form($"/follow-ups/new?customer={customer}", by.Token,
            ("Form.CreationKey", $"{Guid.NewGuid()}"),
            ("Form.Method", "phone"),
            ("Form.At", Minute(now)),
            ("Form.Content", "电话沟通了需求，对方希望先看方案，预算尚未批复，预计下周内部讨论。"),
            ("Form.Result", "愿意看方案"),
            ("Form.NextStep", "准备方案初稿"),
            ("Form.NextAt", Minute(now.AddDays(Random.Shared.Next(2, 20))))) with
        {
            Expects = $"/customers/{customer}",
        };
    }

    /// <summary>With credit code and mobile number, so that the duplicate check has everything to compare.</summary>
    public static Call Customer(Visitor by)
    {
        var name = "上海" + string.Concat(Random.Shared.GetItems(Syllables.AsSpan(), 5)) + "科技有限公司";
        return Call.Form("/customers/new", by.Token,
            ("Form.CreationKey", $"{Guid.NewGuid()}"),
            ("Form.Name", name),
            ("Form.Kind", nameof(CustomerKind.Enterprise)),
            ("Form.CreditCode", CreditCode.Generate(Random.Shared, "310106")),
            ("Form.Industry", "C34"),
            ("Form.Region", "310000"),
            ("Form.Type", nameof(CustomerType.Potential)),
            ("Form.Category", nameof(CustomerCategory.New)),
            ("Form.Source", "online"),
            ("Form.Contacts[0].Name", "李建国"),
            ("Form.Contacts[0].Mobile", $"19{Random.Shared.NextInt64(100_000_000, 1_000_000_000)}")) with
        {
            Expects = "/customers/",
        };
    }

    private static string Minute(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
