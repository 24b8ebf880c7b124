using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CrmWeb.Tests.Core.Data;

/// <summary>SQL Server aggregates over no subquery and groups by none.</summary>
internal sealed class Subqueries : TSqlFragmentVisitor
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "SUM", "MIN", "MAX", "AVG", "COUNT", "COUNT_BIG" };

    public List<string> Faults { get; } = [];

    public override void Visit(FunctionCall node)
    {
        if (Aggregates.Contains(node.FunctionName.Value) && node.Parameters.Any(Contains))
            Faults.Add($"{node.FunctionName.Value} over a subquery");
    }

    public override void Visit(GroupByClause node)
    {
        if (Contains(node))
            Faults.Add("GROUP BY a subquery");
    }

    private static bool Contains(TSqlFragment fragment)
    {
        var finder = new Finder();
        fragment.Accept(finder);
        return finder.Found;
    }

    private sealed class Finder : TSqlFragmentVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(ScalarSubquery node) => Found = true;

        public override void Visit(ExistsPredicate node) => Found = true;
    }
}
