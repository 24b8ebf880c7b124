using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddOrderOfTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SortKey",
                table: "CustomerValues",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_FieldId_SortKey_CustomerId",
                table: "CustomerValues",
                columns: new[] { "FieldId", "SortKey", "CustomerId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CustomerValues_FieldId_SortKey_CustomerId",
                table: "CustomerValues");

            migrationBuilder.DropColumn(
                name: "SortKey",
                table: "CustomerValues");
        }
    }
}
