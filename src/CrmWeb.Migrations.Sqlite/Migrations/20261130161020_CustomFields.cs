using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CustomFields : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CustomFields",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Subject = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Type = table.Column<int>(type: "INTEGER", nullable: false),
                    Zh = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    En = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HelpZh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    HelpEn = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    GroupZh = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    GroupEn = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsUnique = table.Column<bool>(type: "INTEGER", nullable: false),
                    Default = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Kinds = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Categories = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Industries = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    SeenBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    EditedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    KeyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomFields", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CustomFieldChoices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FieldId = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Zh = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    En = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomFieldChoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustomFieldChoices_CustomFields_FieldId",
                        column: x => x.FieldId,
                        principalTable: "CustomFields",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CustomerValues",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CustomerId = table.Column<int>(type: "INTEGER", nullable: false),
                    FieldId = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    TextKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Number = table.Column<long>(type: "INTEGER", precision: 18, scale: 4, nullable: true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Moment = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ChoiceId = table.Column<int>(type: "INTEGER", nullable: true),
                    UserId = table.Column<int>(type: "INTEGER", nullable: true),
                    UniqueKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerValues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustomerValues_CustomFieldChoices_ChoiceId",
                        column: x => x.ChoiceId,
                        principalTable: "CustomFieldChoices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_CustomerValues_CustomFields_FieldId",
                        column: x => x.FieldId,
                        principalTable: "CustomFields",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_CustomerValues_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CustomerValues_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_ChoiceId",
                table: "CustomerValues",
                column: "ChoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_CustomerId_FieldId",
                table: "CustomerValues",
                columns: new[] { "CustomerId", "FieldId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_FieldId_ChoiceId_CustomerId",
                table: "CustomerValues",
                columns: new[] { "FieldId", "ChoiceId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_FieldId_Day_CustomerId",
                table: "CustomerValues",
                columns: new[] { "FieldId", "Day", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_FieldId_Moment_CustomerId",
                table: "CustomerValues",
                columns: new[] { "FieldId", "Moment", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_FieldId_Number_CustomerId",
                table: "CustomerValues",
                columns: new[] { "FieldId", "Number", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_FieldId_TextKey_CustomerId",
                table: "CustomerValues",
                columns: new[] { "FieldId", "TextKey", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_FieldId_UniqueKey",
                table: "CustomerValues",
                columns: new[] { "FieldId", "UniqueKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_FieldId_UserId_CustomerId",
                table: "CustomerValues",
                columns: new[] { "FieldId", "UserId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerValues_UserId",
                table: "CustomerValues",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldChoices_FieldId_Code",
                table: "CustomFieldChoices",
                columns: new[] { "FieldId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CustomFields_Subject_Key",
                table: "CustomFields",
                columns: new[] { "Subject", "Key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CustomerValues");

            migrationBuilder.DropTable(
                name: "CustomFieldChoices");

            migrationBuilder.DropTable(
                name: "CustomFields");
        }
    }
}
