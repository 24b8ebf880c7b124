using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>What SQL Server would refuse in a statement: what its parser cannot read, and what it reads and refuses all the same.</summary>
internal static class TSqlFaults
{
    /// <summary>Read as SQL Server 2019 (level 150, what the program asks for) and as 2022 (level 160) would read it.</summary>
    public static List<string> Of(string sql)
    {
        List<string> faults = [.. Syntax(new TSql160Parser(initialQuotedIdentifiers: true), sql, out _), .. Syntax(new TSql150Parser(initialQuotedIdentifiers: true), sql, out var script)];
        if (faults.Count == 0)
        {
            var visitor = new Refusals();
            script.Accept(visitor);
            faults.AddRange(visitor.Faults);
        }

        return faults;
    }

    private static List<string> Syntax(TSqlParser parser, string sql, out TSqlFragment script)
    {
        script = parser.Parse(new StringReader(sql), out var errors);
        return [.. errors.Select(e => $"line {e.Line}: {e.Message}")];
    }

    private sealed class Refusals : TSqlFragmentVisitor
    {
        private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "SUM", "MIN", "MAX", "AVG", "COUNT", "COUNT_BIG" };

        public List<string> Faults { get; } = [];

        /// <summary>It aggregates over no subquery and over no other aggregate.</summary>
        public override void Visit(FunctionCall node)
        {
            if (Aggregates.Contains(node.FunctionName.Value) && node.Parameters.Any(p => Finder.In(p).Subquery))
                Faults.Add($"{node.FunctionName.Value} over a subquery");
            if (Aggregates.Contains(node.FunctionName.Value) && node.OverClause is null && node.Parameters.Any(p => Finder.In(p).Aggregate))
                Faults.Add($"{node.FunctionName.Value} over another aggregate");
        }

        public override void Visit(GroupByClause node)
        {
            if (Finder.In(node).Subquery)
                Faults.Add("GROUP BY a subquery");
        }

        public override void Visit(QueryDerivedTable node) => Ordered(node.QueryExpression, "a derived table");

        public override void Visit(ScalarSubquery node) => Ordered(node.QueryExpression, "a subquery");

        public override void Visit(CommonTableExpression node) => Ordered(node.QueryExpression, "a common table expression");

        /// <summary>What a DISTINCT is ordered by must be among what it selects.</summary>
        public override void Visit(QuerySpecification node)
        {
            if (node.UniqueRowFilter != UniqueRowFilter.Distinct || node.OrderByClause is null)
                return;

            var selected = node.SelectElements.OfType<SelectScalarExpression>()
                .SelectMany(e => new[] { Text(e.Expression), e.ColumnName is { } name ? $"[{name.Value}]" : null, Last(e.Expression) }).ToHashSet();
            if (node.SelectElements.All(e => e is SelectScalarExpression) && node.OrderByClause.OrderByElements.Any(o => !selected.Contains(Text(o.Expression))))
                Faults.Add("DISTINCT ordered by what it does not select");
        }

        private static string Text(TSqlFragment fragment) =>
            string.Concat(fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(t => t.Text));

        private static string? Last(ScalarExpression expression) =>
            expression is ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [.., var last] } ? $"[{last.Value}]" : null;

        /// <summary>It orders no part of a statement, unless to say which rows come first.</summary>
        private void Ordered(QueryExpression query, string where)
        {
            if (query is { OrderByClause: not null, OffsetClause: null } && query is not QuerySpecification { TopRowFilter: not null } && query.ForClause is null)
                Faults.Add($"ORDER BY in {where} without TOP or OFFSET");
        }

        private sealed class Finder : TSqlFragmentVisitor
        {
            public bool Subquery { get; private set; }

            public bool Aggregate { get; private set; }

            public static Finder In(TSqlFragment fragment)
            {
                var finder = new Finder();
                fragment.Accept(finder);
                return finder;
            }

            public override void Visit(ScalarSubquery node) => Subquery = true;

            public override void Visit(ExistsPredicate node) => Subquery = true;

            public override void Visit(FunctionCall node) => Aggregate |= Aggregates.Contains(node.FunctionName.Value) && node.OverClause is null;
        }
    }
}
