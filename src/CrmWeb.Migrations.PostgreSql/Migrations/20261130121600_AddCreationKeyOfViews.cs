using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddCreationKeyOfViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SavedViews_OwnerId",
                table: "SavedViews");

            migrationBuilder.AddColumn<Guid>(
                name: "CreationKey",
                table: "SavedViews",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_OwnerId_CreationKey",
                table: "SavedViews",
                columns: new[] { "OwnerId", "CreationKey" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SavedViews_OwnerId_CreationKey",
                table: "SavedViews");

            migrationBuilder.DropColumn(
                name: "CreationKey",
                table: "SavedViews");

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_OwnerId",
                table: "SavedViews",
                column: "OwnerId");
        }
    }
}
