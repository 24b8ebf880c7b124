using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddFieldsOfContactsAndFollowUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsStale",
                table: "CustomFields",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Operator",
                table: "CustomFields",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "MergedIntoId",
                table: "CustomFieldChoices",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ContactValues",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ContactId = table.Column<int>(type: "int", nullable: false),
                    FieldId = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Chinese_Simplified_Pinyin_100_CI_AS_KS_WS"),
                    TextKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SortKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    Day = table.Column<DateOnly>(type: "date", nullable: true),
                    Moment = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ChoiceId = table.Column<int>(type: "int", nullable: true),
                    UserId = table.Column<int>(type: "int", nullable: true),
                    UniqueKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactValues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContactValues_Contacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ContactValues_CustomFieldChoices_ChoiceId",
                        column: x => x.ChoiceId,
                        principalTable: "CustomFieldChoices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ContactValues_CustomFields_FieldId",
                        column: x => x.FieldId,
                        principalTable: "CustomFields",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ContactValues_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "CustomFieldOperands",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    FieldId = table.Column<int>(type: "int", nullable: false),
                    Order = table.Column<int>(type: "int", nullable: false),
                    OperandId = table.Column<int>(type: "int", nullable: true),
                    Constant = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomFieldOperands", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustomFieldOperands_CustomFields_FieldId",
                        column: x => x.FieldId,
                        principalTable: "CustomFields",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CustomFieldOperands_CustomFields_OperandId",
                        column: x => x.OperandId,
                        principalTable: "CustomFields",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "FollowUpValues",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    FollowUpId = table.Column<int>(type: "int", nullable: false),
                    FieldId = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Chinese_Simplified_Pinyin_100_CI_AS_KS_WS"),
                    TextKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SortKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    Day = table.Column<DateOnly>(type: "date", nullable: true),
                    Moment = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ChoiceId = table.Column<int>(type: "int", nullable: true),
                    UserId = table.Column<int>(type: "int", nullable: true),
                    UniqueKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUpValues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FollowUpValues_CustomFieldChoices_ChoiceId",
                        column: x => x.ChoiceId,
                        principalTable: "CustomFieldChoices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_FollowUpValues_CustomFields_FieldId",
                        column: x => x.FieldId,
                        principalTable: "CustomFields",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_FollowUpValues_FollowUps_FollowUpId",
                        column: x => x.FollowUpId,
                        principalTable: "FollowUps",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_FollowUpValues_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldChoices_MergedIntoId",
                table: "CustomFieldChoices",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_ChoiceId",
                table: "ContactValues",
                column: "ChoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_ContactId_FieldId",
                table: "ContactValues",
                columns: new[] { "ContactId", "FieldId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_FieldId_ChoiceId_ContactId",
                table: "ContactValues",
                columns: new[] { "FieldId", "ChoiceId", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_FieldId_Day_ContactId",
                table: "ContactValues",
                columns: new[] { "FieldId", "Day", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_FieldId_Moment_ContactId",
                table: "ContactValues",
                columns: new[] { "FieldId", "Moment", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_FieldId_Number_ContactId",
                table: "ContactValues",
                columns: new[] { "FieldId", "Number", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_FieldId_SortKey_ContactId",
                table: "ContactValues",
                columns: new[] { "FieldId", "SortKey", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_FieldId_TextKey_ContactId",
                table: "ContactValues",
                columns: new[] { "FieldId", "TextKey", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_FieldId_UniqueKey",
                table: "ContactValues",
                columns: new[] { "FieldId", "UniqueKey" },
                unique: true,
                filter: "[UniqueKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_FieldId_UserId_ContactId",
                table: "ContactValues",
                columns: new[] { "FieldId", "UserId", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactValues_UserId",
                table: "ContactValues",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldOperands_FieldId",
                table: "CustomFieldOperands",
                column: "FieldId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldOperands_OperandId",
                table: "CustomFieldOperands",
                column: "OperandId");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_ChoiceId",
                table: "FollowUpValues",
                column: "ChoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_FieldId_ChoiceId_FollowUpId",
                table: "FollowUpValues",
                columns: new[] { "FieldId", "ChoiceId", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_FieldId_Day_FollowUpId",
                table: "FollowUpValues",
                columns: new[] { "FieldId", "Day", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_FieldId_Moment_FollowUpId",
                table: "FollowUpValues",
                columns: new[] { "FieldId", "Moment", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_FieldId_Number_FollowUpId",
                table: "FollowUpValues",
                columns: new[] { "FieldId", "Number", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_FieldId_SortKey_FollowUpId",
                table: "FollowUpValues",
                columns: new[] { "FieldId", "SortKey", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_FieldId_TextKey_FollowUpId",
                table: "FollowUpValues",
                columns: new[] { "FieldId", "TextKey", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_FieldId_UniqueKey",
                table: "FollowUpValues",
                columns: new[] { "FieldId", "UniqueKey" },
                unique: true,
                filter: "[UniqueKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_FieldId_UserId_FollowUpId",
                table: "FollowUpValues",
                columns: new[] { "FieldId", "UserId", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_FollowUpId_FieldId",
                table: "FollowUpValues",
                columns: new[] { "FollowUpId", "FieldId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUpValues_UserId",
                table: "FollowUpValues",
                column: "UserId");

            migrationBuilder.AddForeignKey(
                name: "FK_CustomFieldChoices_CustomFieldChoices_MergedIntoId",
                table: "CustomFieldChoices",
                column: "MergedIntoId",
                principalTable: "CustomFieldChoices",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_CustomFieldChoices_CustomFieldChoices_MergedIntoId",
                table: "CustomFieldChoices");

            migrationBuilder.DropTable(
                name: "ContactValues");

            migrationBuilder.DropTable(
                name: "CustomFieldOperands");

            migrationBuilder.DropTable(
                name: "FollowUpValues");

            migrationBuilder.DropIndex(
                name: "IX_CustomFieldChoices_MergedIntoId",
                table: "CustomFieldChoices");

            migrationBuilder.DropColumn(
                name: "IsStale",
                table: "CustomFields");

            migrationBuilder.DropColumn(
                name: "Operator",
                table: "CustomFields");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "CustomFieldChoices");
        }
    }
}
