using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

/// <summary>What a plan says about itself, in the words of PostgreSQL and SQLite.</summary>
[Trait("Category", "Pure")]
public sealed class PlanLogTests
{
    [Theory]
    [InlineData("an index from end to end", true, """
        Aggregate  (cost=0.28..92.16 rows=1 width=4)
          ->  Index Only Scan using "IX_Customers_UpdatedAt" on "Customers" c  (cost=0.28..87.08 rows=2030 width=0)
                Filter: ("OwnerId" = 7)
        """)]
    [InlineData("an index entered at a value", false, """
        Aggregate  (cost=0.28..92.16 rows=1 width=4)
          ->  Index Only Scan using "IX_Customers_OwnerId" on "Customers" c  (cost=0.28..87.08 rows=20 width=0)
                Index Cond: ("OwnerId" = 7)
        """)]
    [InlineData("a list that stops early", false, """
        Limit  (cost=0.28..1.16 rows=20 width=12)
          ->  Nested Loop  (cost=0.28..99.16 rows=900 width=12)
                ->  Index Scan Backward using "IX_Customers_UpdatedAt" on "Customers" c  (cost=0.28..87.08 rows=2030 width=12)
                      Filter: ("DeletedAt" IS NULL)
                ->  Index Scan using "PK_Stages" on "Stages" s  (cost=0.28..0.30 rows=1 width=4)
                      Index Cond: ("Id" = c."StageId")
        """)]
    [InlineData("a list that is sorted first", true, """
        Limit  (cost=90.28..91.16 rows=20 width=12)
          ->  Sort  (cost=90.28..92.16 rows=900 width=12)
                Sort Key: c."Name"
                ->  Index Scan using "IX_Customers_UpdatedAt" on "Customers" c  (cost=0.28..87.08 rows=2030 width=12)
        """)]
    [InlineData("a condition of the node after it", true, """
        Hash Join  (cost=0.28..92.16 rows=1 width=4)
          Hash Cond: (c."StageId" = s."Id")
          ->  Index Scan using "IX_Customers_UpdatedAt" on "Customers" c  (cost=0.28..87.08 rows=2030 width=12)
          ->  Hash  (cost=0.28..0.30 rows=1 width=4)
                ->  Index Scan using "PK_Stages" on "Stages" s  (cost=0.28..0.30 rows=1 width=4)
                      Index Cond: ("Id" = 3)
        """)]
    [InlineData("a join that ends before the index does", false, """
        Merge Join  (cost=0.61..11.49 rows=1 width=4)
          Merge Cond: (x."CustomerId" = c."Id")
          ->  Index Scan using "IX_Collaborators_UserId" on "Collaborators" x  (cost=0.14..8.05 rows=1 width=4)
                Index Cond: ("UserId" = 2)
          ->  Index Scan using "PK_Customers" on "Customers" c  (cost=0.28..306.45 rows=1574 width=4)
        """)]
    [InlineData("a bitmap of everything", true, """
        Limit  (cost=80.28..81.16 rows=20 width=12)
          ->  Bitmap Heap Scan on "Customers" c  (cost=10.28..87.08 rows=20 width=12)
                Recheck Cond: ("DeletedAt" IS NULL)
                ->  Bitmap Index Scan on "IX_Customers_UpdatedAt"  (cost=0.00..10.08 rows=2030 width=0)
        """)]
    [InlineData("a bitmap of some", false, """
        Bitmap Heap Scan on "Customers" c  (cost=10.28..87.08 rows=20 width=12)
          Recheck Cond: ("OwnerId" = 7)
          ->  Bitmap Index Scan on "IX_Customers_OwnerId"  (cost=0.00..10.08 rows=20 width=0)
                Index Cond: ("OwnerId" = 7)
        """)]
    public void An_index_that_is_read_from_end_to_end_is_told_from_one_that_leads(string what, bool readThrough, string plan)
    {
        Assert.Equal(readThrough ? ["Customers"] : [], Plan(plan).ReadThrough());
        Assert.Equal(what is "an index entered at a value" or "a bitmap of some", Plan(plan).IsLedBy("OwnerId"));
    }

    [Theory]
    [InlineData("SCAN c", true)]
    [InlineData("SCAN c LEFT-JOIN", true)]
    [InlineData("SEARCH c USING AUTOMATIC COVERING INDEX (OwnerId=?)", true)]
    [InlineData("SCAN c USING COVERING INDEX IX_Customers_OwnerId", false)]
    [InlineData("SEARCH c USING INDEX IX_Customers_OwnerId (OwnerId=?) LEFT-JOIN", false)]
    public void A_table_that_SQLite_reads_whole_is_noticed(string line, bool whole) => Assert.Equal(whole ? ["Customers"] : [], Plan(line).Scanned());

    [Theory]
    [InlineData("SEARCH c USING INDEX IX_Customers_OwnerId_IdleSince (OwnerId=? AND IdleSince<?)", true)]
    [InlineData("SCAN c USING INDEX IX_Customers_OwnerId_IdleSince", false)]
    [InlineData("SEARCH c USING INDEX IX_Customers_OwnerId_IdleSince (IdleSince<?)", false)]
    public void An_index_that_SQLite_only_walks_along_leads_nowhere(string line, bool leads) => Assert.Equal(leads, Plan(line).IsLedBy("OwnerId"));

    private static QueryPlan Plan(string lines) => new("SELECT 1 FROM \"Customers\" AS c", lines.Split('\n'));
}
