using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class WholeRecord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "SizeClass",
                table: "Customers",
                newName: "SizeClassId");

            migrationBuilder.AddColumn<int>(
                name: "MergedIntoId",
                table: "Tags",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "Tags",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<bool>(
                name: "IsActive",
                table: "TagGroups",
                type: "bit",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "TagGroups",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<int>(
                name: "ReplacedById",
                table: "Stages",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "Stages",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<decimal>(
                name: "From",
                table: "ListItems",
                type: "decimal(18,2)",
                precision: 18,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "MergedIntoId",
                table: "ListItems",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "ListItems",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTime>(
                name: "EditedAt",
                table: "FollowUps",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EditedById",
                table: "FollowUps",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PreviousId",
                table: "Contacts",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CollaborationRequests",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CustomerId = table.Column<int>(type: "int", nullable: false),
                    RequesterId = table.Column<int>(type: "int", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DecidedById = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CollaborationRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CollaborationRequests_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CollaborationRequests_Users_DecidedById",
                        column: x => x.DecidedById,
                        principalTable: "Users",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_CollaborationRequests_Users_RequesterId",
                        column: x => x.RequesterId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Commitments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CustomerId = table.Column<int>(type: "int", nullable: false),
                    FollowUpId = table.Column<int>(type: "int", nullable: true),
                    Text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    MadeById = table.Column<int>(type: "int", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FulfilledAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    FulfilledById = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Commitments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Commitments_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Commitments_FollowUps_FollowUpId",
                        column: x => x.FollowUpId,
                        principalTable: "FollowUps",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Commitments_Users_FulfilledById",
                        column: x => x.FulfilledById,
                        principalTable: "Users",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Commitments_Users_MadeById",
                        column: x => x.MadeById,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Tags_MergedIntoId",
                table: "Tags",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Stages_ReplacedById",
                table: "Stages",
                column: "ReplacedById");

            migrationBuilder.CreateIndex(
                name: "IX_ListItems_MergedIntoId",
                table: "ListItems",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_EditedById",
                table: "FollowUps",
                column: "EditedById");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_SizeClassId",
                table: "Customers",
                column: "SizeClassId");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_PreviousId",
                table: "Contacts",
                column: "PreviousId");

            migrationBuilder.CreateIndex(
                name: "IX_CollaborationRequests_CustomerId_State",
                table: "CollaborationRequests",
                columns: new[] { "CustomerId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_CollaborationRequests_DecidedById",
                table: "CollaborationRequests",
                column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_CollaborationRequests_RequesterId_State",
                table: "CollaborationRequests",
                columns: new[] { "RequesterId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_CustomerId_FulfilledAt",
                table: "Commitments",
                columns: new[] { "CustomerId", "FulfilledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_FollowUpId",
                table: "Commitments",
                column: "FollowUpId");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_FulfilledById",
                table: "Commitments",
                column: "FulfilledById");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_MadeById",
                table: "Commitments",
                column: "MadeById");

            migrationBuilder.AddForeignKey(
                name: "FK_Contacts_Contacts_PreviousId",
                table: "Contacts",
                column: "PreviousId",
                principalTable: "Contacts",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Customers_ListItems_SizeClassId",
                table: "Customers",
                column: "SizeClassId",
                principalTable: "ListItems",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_FollowUps_Users_EditedById",
                table: "FollowUps",
                column: "EditedById",
                principalTable: "Users",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_ListItems_ListItems_MergedIntoId",
                table: "ListItems",
                column: "MergedIntoId",
                principalTable: "ListItems",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Stages_Stages_ReplacedById",
                table: "Stages",
                column: "ReplacedById",
                principalTable: "Stages",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Tags_Tags_MergedIntoId",
                table: "Tags",
                column: "MergedIntoId",
                principalTable: "Tags",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Contacts_Contacts_PreviousId",
                table: "Contacts");

            migrationBuilder.DropForeignKey(
                name: "FK_Customers_ListItems_SizeClassId",
                table: "Customers");

            migrationBuilder.DropForeignKey(
                name: "FK_FollowUps_Users_EditedById",
                table: "FollowUps");

            migrationBuilder.DropForeignKey(
                name: "FK_ListItems_ListItems_MergedIntoId",
                table: "ListItems");

            migrationBuilder.DropForeignKey(
                name: "FK_Stages_Stages_ReplacedById",
                table: "Stages");

            migrationBuilder.DropForeignKey(
                name: "FK_Tags_Tags_MergedIntoId",
                table: "Tags");

            migrationBuilder.DropTable(
                name: "CollaborationRequests");

            migrationBuilder.DropTable(
                name: "Commitments");

            migrationBuilder.DropIndex(
                name: "IX_Tags_MergedIntoId",
                table: "Tags");

            migrationBuilder.DropIndex(
                name: "IX_Stages_ReplacedById",
                table: "Stages");

            migrationBuilder.DropIndex(
                name: "IX_ListItems_MergedIntoId",
                table: "ListItems");

            migrationBuilder.DropIndex(
                name: "IX_FollowUps_EditedById",
                table: "FollowUps");

            migrationBuilder.DropIndex(
                name: "IX_Customers_SizeClassId",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_PreviousId",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Tags");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Tags");

            migrationBuilder.DropColumn(
                name: "IsActive",
                table: "TagGroups");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "TagGroups");

            migrationBuilder.DropColumn(
                name: "ReplacedById",
                table: "Stages");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Stages");

            migrationBuilder.DropColumn(
                name: "From",
                table: "ListItems");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "ListItems");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "ListItems");

            migrationBuilder.DropColumn(
                name: "EditedAt",
                table: "FollowUps");

            migrationBuilder.DropColumn(
                name: "EditedById",
                table: "FollowUps");

            migrationBuilder.DropColumn(
                name: "PreviousId",
                table: "Contacts");

            migrationBuilder.RenameColumn(
                name: "SizeClassId",
                table: "Customers",
                newName: "SizeClass");
        }
    }
}
