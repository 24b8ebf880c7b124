using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddDayOfHealthHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // DropColumn of this provider makes the table anew, outside of the transaction; SQLite takes a column away by itself.
            migrationBuilder.Sql("""ALTER TABLE "CustomerHealth" DROP COLUMN "ComputedAt";""");
            migrationBuilder.Sql("""ALTER TABLE "CustomerHealth" DROP COLUMN "NotedOn";""");
            migrationBuilder.Sql("""ALTER TABLE "CustomerHealth" DROP COLUMN "NotedScore";""");

            migrationBuilder.CreateIndex(
                name: "IX_CustomerHealthHistory_Day",
                table: "CustomerHealthHistory",
                column: "Day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CustomerHealthHistory_Day",
                table: "CustomerHealthHistory");

            migrationBuilder.AddColumn<DateTime>(
                name: "ComputedAt",
                table: "CustomerHealth",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateOnly>(
                name: "NotedOn",
                table: "CustomerHealth",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NotedScore",
                table: "CustomerHealth",
                type: "INTEGER",
                nullable: true);
        }
    }
}
