using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddPinsAndMovesOfRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "FollowUpId",
                table: "StageChanges",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TypeBefore",
                table: "StageChanges",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PinnedAt",
                table: "FollowUps",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_StageChanges_FollowUpId",
                table: "StageChanges",
                column: "FollowUpId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StageChanges_FollowUpId",
                table: "StageChanges");

            migrationBuilder.DropColumn(
                name: "FollowUpId",
                table: "StageChanges");

            migrationBuilder.DropColumn(
                name: "TypeBefore",
                table: "StageChanges");

            migrationBuilder.DropColumn(
                name: "PinnedAt",
                table: "FollowUps");
        }
    }
}
