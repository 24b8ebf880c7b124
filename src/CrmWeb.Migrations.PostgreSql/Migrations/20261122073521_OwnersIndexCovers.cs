using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class OwnersIndexCovers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Customers_OwnerId_UpdatedAt",
                table: "Customers");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Owner",
                table: "Customers",
                columns: new[] { "OwnerId", "UpdatedAt", "Id", "DeletedAt", "StageId", "Type", "Category", "Level", "Kind", "IndustryId", "RegionId", "SourceId" },
                filter: "\"DeletedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Customers_Owner",
                table: "Customers");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_OwnerId_UpdatedAt",
                table: "Customers",
                columns: new[] { "OwnerId", "UpdatedAt" },
                filter: "\"DeletedAt\" IS NULL");
        }
    }
}
