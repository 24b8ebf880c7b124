using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddDownloads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Downloads",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Key = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CreationKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OwnerId = table.Column<int>(type: "int", nullable: false),
                    ListCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Chinese_Simplified_Pinyin_100_CI_AS_KS_WS"),
                    Query = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false, collation: "Chinese_Simplified_Pinyin_100_CI_AS_KS_WS"),
                    ColumnKeys = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IsAllColumns = table.Column<bool>(type: "bit", nullable: false),
                    Format = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Chinese_Simplified_Pinyin_100_CI_AS_KS_WS"),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Chinese_Simplified_Pinyin_100_CI_AS_KS_WS"),
                    Culture = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RequestedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Fault = table.Column<int>(type: "int", nullable: true),
                    Rows = table.Column<int>(type: "int", nullable: false),
                    RowsDone = table.Column<int>(type: "int", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    RunKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Chinese_Simplified_Pinyin_100_CI_AS_KS_WS"),
                    StoredName = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Size = table.Column<long>(type: "bigint", nullable: true),
                    RightsStamp = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Downloads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Downloads_Users_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Downloads_CreationKey",
                table: "Downloads",
                column: "CreationKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Downloads_Key",
                table: "Downloads",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Downloads_OwnerId_Id",
                table: "Downloads",
                columns: new[] { "OwnerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Downloads_State_Id",
                table: "Downloads",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Downloads_StoredName",
                table: "Downloads",
                column: "StoredName",
                unique: true,
                filter: "[StoredName] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Downloads_Until",
                table: "Downloads",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Downloads");
        }
    }
}
