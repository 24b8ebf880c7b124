using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SessionsAndTries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CompletionKey",
                table: "FollowUps",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EndedSessions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<int>(type: "int", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EndedSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EndedSessions_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SignInTries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    UserId = table.Column<int>(type: "int", nullable: true),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: false),
                    IsTold = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInTries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SignInTries_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_EndedSessions_Key",
                table: "EndedSessions",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EndedSessions_UserId",
                table: "EndedSessions",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_SignInTries_Key",
                table: "SignInTries",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SignInTries_Until",
                table: "SignInTries",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_SignInTries_UserId",
                table: "SignInTries",
                column: "UserId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EndedSessions");

            migrationBuilder.DropTable(
                name: "SignInTries");

            migrationBuilder.DropColumn(
                name: "CompletionKey",
                table: "FollowUps");
        }
    }
}
