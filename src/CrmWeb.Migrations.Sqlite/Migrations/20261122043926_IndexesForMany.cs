using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class IndexesForMany : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_FollowUps_CustomerId_At",
                table: "FollowUps");

            migrationBuilder.DropIndex(
                name: "IX_FollowUps_State_At",
                table: "FollowUps");

            migrationBuilder.DropIndex(
                name: "IX_Customers_DeletedAt",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_DepartmentId_UpdatedAt",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_StageId_UpdatedAt",
                table: "Customers");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_CustomerId_State_At",
                table: "FollowUps",
                columns: new[] { "CustomerId", "State", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_State_At_CustomerId",
                table: "FollowUps",
                columns: new[] { "State", "At", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Branch",
                table: "Customers",
                columns: new[] { "DepartmentId", "UpdatedAt", "Id", "DeletedAt", "OwnerId", "StageId", "Type", "Category", "Level", "Kind", "IndustryId", "RegionId", "SourceId" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_BranchIdle",
                table: "Customers",
                columns: new[] { "DepartmentId", "IdleSince", "Id", "DeletedAt", "Type", "NextFollowUpAt" },
                filter: "\"DeletedAt\" IS NULL AND \"NextFollowUpAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_DeletedAt",
                table: "Customers",
                column: "DeletedAt",
                filter: "\"DeletedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Idle",
                table: "Customers",
                columns: new[] { "IdleSince", "Id", "DeletedAt", "Type", "NextFollowUpAt" },
                filter: "\"DeletedAt\" IS NULL AND \"NextFollowUpAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Stage",
                table: "Customers",
                columns: new[] { "StageId", "DepartmentId", "UpdatedAt", "Id", "DeletedAt", "OwnerId", "Type", "Category", "Level", "Kind", "IndustryId", "RegionId", "SourceId" },
                filter: "\"DeletedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_FollowUps_CustomerId_State_At",
                table: "FollowUps");

            migrationBuilder.DropIndex(
                name: "IX_FollowUps_State_At_CustomerId",
                table: "FollowUps");

            migrationBuilder.DropIndex(
                name: "IX_Customers_Branch",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_BranchIdle",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_DeletedAt",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_Idle",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_Stage",
                table: "Customers");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_CustomerId_At",
                table: "FollowUps",
                columns: new[] { "CustomerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_State_At",
                table: "FollowUps",
                columns: new[] { "State", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_DeletedAt",
                table: "Customers",
                column: "DeletedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_DepartmentId_UpdatedAt",
                table: "Customers",
                columns: new[] { "DepartmentId", "UpdatedAt" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_StageId_UpdatedAt",
                table: "Customers",
                columns: new[] { "StageId", "UpdatedAt" },
                filter: "\"DeletedAt\" IS NULL");
        }
    }
}
