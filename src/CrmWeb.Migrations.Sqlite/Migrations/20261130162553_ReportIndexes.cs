using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ReportIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StageChanges_CustomerId_At",
                table: "StageChanges");

            migrationBuilder.DropIndex(
                name: "IX_StageChanges_ToStageId",
                table: "StageChanges");

            migrationBuilder.CreateIndex(
                name: "IX_StageChanges_CustomerId_At_ToStageId",
                table: "StageChanges",
                columns: new[] { "CustomerId", "At", "ToStageId" });

            migrationBuilder.CreateIndex(
                name: "IX_StageChanges_ToStageId_At_CustomerId",
                table: "StageChanges",
                columns: new[] { "ToStageId", "At", "CustomerId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StageChanges_CustomerId_At_ToStageId",
                table: "StageChanges");

            migrationBuilder.DropIndex(
                name: "IX_StageChanges_ToStageId_At_CustomerId",
                table: "StageChanges");

            migrationBuilder.CreateIndex(
                name: "IX_StageChanges_CustomerId_At",
                table: "StageChanges",
                columns: new[] { "CustomerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_StageChanges_ToStageId",
                table: "StageChanges",
                column: "ToStageId");
        }
    }
}
