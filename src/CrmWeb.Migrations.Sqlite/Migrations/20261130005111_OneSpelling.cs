using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmWeb.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OneSpelling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EmployeeNumberKey",
                table: "Users",
                type: "TEXT",
                maxLength: 160,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "KeyVersion",
                table: "Users",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "SearchKey",
                table: "Users",
                type: "TEXT",
                maxLength: 700,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SortKey",
                table: "Users",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "KeyVersion",
                table: "Customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "SortKey",
                table: "Customers",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "KeyVersion",
                table: "Contacts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Users_EmployeeNumberKey",
                table: "Users",
                column: "EmployeeNumberKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Customers_BranchName",
                table: "Customers",
                columns: new[] { "DepartmentId", "SortKey", "Id", "DeletedAt", "OwnerId" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_KeyVersion",
                table: "Customers",
                column: "KeyVersion");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_Name",
                table: "Customers",
                columns: new[] { "SortKey", "Id", "DeletedAt" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Customers_OwnerName",
                table: "Customers",
                columns: new[] { "OwnerId", "SortKey", "Id", "DeletedAt" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_KeyVersion",
                table: "Contacts",
                column: "KeyVersion");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Users_EmployeeNumberKey",
                table: "Users");

            migrationBuilder.DropIndex(
                name: "IX_Customers_BranchName",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_KeyVersion",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_Name",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Customers_OwnerName",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_KeyVersion",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "EmployeeNumberKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "KeyVersion",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "SearchKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "SortKey",
                table: "Users");

            migrationBuilder.DropColumn(
                name: "KeyVersion",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "SortKey",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "KeyVersion",
                table: "Contacts");
        }
    }
}
