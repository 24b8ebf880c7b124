using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddRequiredFields : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "MeasuredBy",
                table: "Customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "RequiredFieldVersions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PreviousId = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Fillers = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    CreatedById = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequiredFieldVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RequiredFieldVersions_Users_CreatedById",
                        column: x => x.CreatedById,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RequiredFieldRules",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    VersionId = table.Column<int>(type: "INTEGER", nullable: false),
                    FieldKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Categories = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    FromStage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequiredFieldRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RequiredFieldRules_RequiredFieldVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "RequiredFieldVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_MeasuredBy",
                table: "Customers",
                column: "MeasuredBy");

            migrationBuilder.CreateIndex(
                name: "IX_RequiredFieldRules_VersionId",
                table: "RequiredFieldRules",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_RequiredFieldVersions_CreatedById",
                table: "RequiredFieldVersions",
                column: "CreatedById");

            migrationBuilder.CreateIndex(
                name: "IX_RequiredFieldVersions_PreviousId",
                table: "RequiredFieldVersions",
                column: "PreviousId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RequiredFieldRules");

            migrationBuilder.DropTable(
                name: "RequiredFieldVersions");

            migrationBuilder.DropIndex(
                name: "IX_Customers_MeasuredBy",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "MeasuredBy",
                table: "Customers");
        }
    }
}
