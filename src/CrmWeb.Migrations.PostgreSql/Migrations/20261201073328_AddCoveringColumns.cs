using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddCoveringColumns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Industry and source were required by the program itself; the versions saved until now say so from now on.
            foreach (var field in new[] { "Industry", "Source" })
            {
                migrationBuilder.Sql($"""
                    INSERT INTO "RequiredFieldRules" ("VersionId", "FieldKey", "Categories", "FromStage")
                    SELECT v."Id", '{field}', 'New,Existing,Key', NULL FROM "RequiredFieldVersions" v
                    WHERE NOT EXISTS (SELECT 1 FROM "RequiredFieldRules" r WHERE r."VersionId" = v."Id" AND r."FieldKey" = '{field}')
                    """);
            }

            migrationBuilder.DropIndex(
                name: "IX_PlannedPayments_OrderId_OverdueAt",
                table: "PlannedPayments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_OrderId_VoidedAt",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_PaidOn",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Orders_DepartmentId_OrderedOn",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Customers_Stage",
                table: "Customers");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedPayments_OrderId_OverdueAt_Amount",
                table: "PlannedPayments",
                columns: new[] { "OrderId", "OverdueAt", "Amount" });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_OrderId_VoidedAt_Amount",
                table: "Payments",
                columns: new[] { "OrderId", "VoidedAt", "Amount" });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_PaidOn_VoidedAt_OrderId_Amount",
                table: "Payments",
                columns: new[] { "PaidOn", "VoidedAt", "OrderId", "Amount" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_DepartmentId_OrderedOn_State_CustomerId_OwnerId_Amou~",
                table: "Orders",
                columns: new[] { "DepartmentId", "OrderedOn", "State", "CustomerId", "OwnerId", "Amount" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Stage",
                table: "Customers",
                columns: new[] { "StageId", "DepartmentId", "UpdatedAt", "Id", "DeletedAt", "OwnerId", "Type", "Category", "Level", "Kind", "IndustryId", "RegionId", "SourceId", "StageEnteredAt" },
                filter: "\"DeletedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PlannedPayments_OrderId_OverdueAt_Amount",
                table: "PlannedPayments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_OrderId_VoidedAt_Amount",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_PaidOn_VoidedAt_OrderId_Amount",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Orders_DepartmentId_OrderedOn_State_CustomerId_OwnerId_Amou~",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Customers_Stage",
                table: "Customers");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedPayments_OrderId_OverdueAt",
                table: "PlannedPayments",
                columns: new[] { "OrderId", "OverdueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_OrderId_VoidedAt",
                table: "Payments",
                columns: new[] { "OrderId", "VoidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_PaidOn",
                table: "Payments",
                column: "PaidOn");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_DepartmentId_OrderedOn",
                table: "Orders",
                columns: new[] { "DepartmentId", "OrderedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Stage",
                table: "Customers",
                columns: new[] { "StageId", "DepartmentId", "UpdatedAt", "Id", "DeletedAt", "OwnerId", "Type", "Category", "Level", "Kind", "IndustryId", "RegionId", "SourceId" },
                filter: "\"DeletedAt\" IS NULL");
        }
    }
}
