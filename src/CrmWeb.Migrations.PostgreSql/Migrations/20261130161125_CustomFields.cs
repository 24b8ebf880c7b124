using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CrmWeb.Migrations.PostgreSql.Migrations
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
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Subject = table.Column<int>(type: "integer", nullable: false),
                    Key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Type = table.Column<int>(type: "integer", nullable: false),
                    Zh = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    En = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    HelpZh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    HelpEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    GroupZh = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    GroupEn = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    IsActive = table.Column<bool>(type: "boolean", nullable: false),
                    IsUnique = table.Column<bool>(type: "boolean", nullable: false),
                    Default = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Kinds = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    Categories = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    Industries = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    SeenBy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    EditedBy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    KeyVersion = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomFields", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CustomFieldChoices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FieldId = table.Column<int>(type: "integer", nullable: false),
                    Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Zh = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    En = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    IsActive = table.Column<bool>(type: "boolean", nullable: false)
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
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CustomerId = table.Column<int>(type: "integer", nullable: false),
                    FieldId = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    TextKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Number = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    Day = table.Column<DateOnly>(type: "date", nullable: true),
                    Moment = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ChoiceId = table.Column<int>(type: "integer", nullable: true),
                    UserId = table.Column<int>(type: "integer", nullable: true),
                    UniqueKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C")
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
