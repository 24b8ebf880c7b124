namespace CrmWeb.Core.Customers.Fields;

/// <summary>One line of the table. Lower limits of large, medium and small; below small is micro.</summary>
/// <param name="Codes">Industries (GB/T 4754 section and digits) it is for; a longer code goes before a shorter one.</param>
/// <param name="Headcount">Persons; null where the line has no such limit.</param>
/// <param name="Revenue">A year's revenue in 万元.</param>
/// <param name="Assets">Total assets in 万元: part of the standard, but not recorded of customers.</param>
public sealed record SizeClassLine(string Name, string[] Codes, int[]? Headcount, decimal[]? Revenue, decimal[]? Assets = null);

/// <summary>
/// 统计上大中小微型企业划分办法(2017), 国统字〔2017〕213号, after 工信部联企业〔2011〕300号. Large, medium and small need all limits of
/// their line, otherwise a grade lower; micro needs only one. Assets are not recorded, so lines that have a limit for them are
/// judged by the rest. Replace the lines, <see cref="Year"/> and <see cref="Source"/> when the bureau revises the standard.
/// </summary>
public static class SizeClassTable
{
    public const int Year = 2017;

    public const string Source = "国统字〔2017〕213号";

    public const string Large = "large";
    public const string Medium = "medium";
    public const string Small = "small";
    public const string Micro = "micro";

    private const decimal TenThousand = 10_000m;

    private static readonly string[] Grades = [Micro, Small, Medium, Large];

    public static IReadOnlyList<SizeClassLine> Lines { get; } =
    [
        new("农、林、牧、渔业", ["A"], null, [20_000, 500, 50]),
        new("工业", ["B", "C", "D"], [1000, 300, 20], [40_000, 2000, 300]),
        new("建筑业", ["E"], null, [80_000, 6000, 300], [80_000, 5000, 300]),
        new("批发业", ["F51"], [200, 20, 5], [40_000, 5000, 1000]),
        new("零售业", ["F52"], [300, 50, 10], [20_000, 500, 100]),
        new("交通运输业", ["G54", "G55", "G56", "G57", "G58", "G591"], [1000, 300, 20], [30_000, 3000, 200]),
        new("仓储业", ["G59"], [200, 100, 20], [30_000, 1000, 100]),
        new("邮政业", ["G60"], [1000, 300, 20], [30_000, 2000, 100]),
        new("住宿和餐饮业", ["H"], [300, 100, 10], [10_000, 2000, 100]),
        new("信息传输业", ["I63", "I64"], [2000, 100, 10], [100_000, 1000, 100]),
        new("软件和信息技术服务业", ["I65"], [300, 100, 10], [10_000, 1000, 50]),
        new("房地产开发经营", ["K", "K701"], null, [200_000, 1000, 100], [10_000, 5000, 2000]),
        new("物业管理", ["K702"], [1000, 300, 100], [5000, 1000, 500]),
        new("租赁和商务服务业", ["L"], [300, 100, 10], null, [120_000, 8000, 100]),
        new("其他未列明行业", ["M", "N", "O", "Q85", "R", "K703", "K709"], [300, 100, 10], null),
    ];

    /// <summary>Parts of a covered industry that the standard leaves out: self-owned real estate.</summary>
    private static readonly string[] LeftOut = ["K704"];

    /// <summary>The line for an industry; null for one the standard does not cover (finance, education, rail, health …).</summary>
    public static SizeClassLine? LineOf(string? industry) =>
        string.IsNullOrEmpty(industry) || LeftOut.Any(code => industry.StartsWith(code, StringComparison.OrdinalIgnoreCase))
            ? null
            : Lines.SelectMany(line => line.Codes.Select(code => (Code: code, Line: line)))
                .Where(entry => industry.StartsWith(entry.Code, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(entry => entry.Code.Length)
                .Select(entry => entry.Line)
                .FirstOrDefault();

    /// <summary>
    /// Proposes <see cref="Large"/>, <see cref="Medium"/>, <see cref="Small"/> or <see cref="Micro"/>. Null where the industry is
    /// not covered, or a figure is missing on which the class depends.
    /// </summary>
    /// <param name="revenue">A year's revenue in yuan.</param>
    public static string? Propose(string? industry, int? headcount, decimal? revenue)
    {
        if (LineOf(industry) is not { } line)
            return null;

        List<int> grades = [];
        var missing = false;
        Judge(line.Headcount?.Select(limit => (decimal)limit).ToArray(), headcount);
        Judge(line.Revenue, revenue / TenThousand);

        // One limit below small is enough for micro; any other class needs every figure.
        return grades.Contains(0) ? Micro : missing || grades.Count == 0 ? null : Grades[grades.Min()];

        void Judge(decimal[]? limits, decimal? figure)
        {
            if (limits is null)
                return;
            if (figure is { } value)
                grades.Add(limits.Count(limit => value >= limit));
            else
                missing = true;
        }
    }
}
