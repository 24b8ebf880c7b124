using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.SqlServer.Migrations
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
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TypeBefore",
                table: "StageChanges",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PinnedAt",
                table: "FollowUps",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_StageChanges_FollowUpId",
                table: "StageChanges",
                column: "FollowUpId",
                unique: true,
                filter: "[FollowUpId] IS NOT NULL");
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
