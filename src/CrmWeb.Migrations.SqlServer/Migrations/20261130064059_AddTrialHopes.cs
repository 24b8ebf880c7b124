using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddTrialHopes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "TrialHopes",
                table: "Customers",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "Chinese_Simplified_Pinyin_100_CI_AS_KS_WS");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TrialHopes",
                table: "Customers");
        }
    }
}
