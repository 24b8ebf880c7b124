using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddDayOfEntry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Customers_CreatedAt",
                table: "Customers",
                column: "CreatedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Customers_CreatedAt",
                table: "Customers");
        }
    }
}
