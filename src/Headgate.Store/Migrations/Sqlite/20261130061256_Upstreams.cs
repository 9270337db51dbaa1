using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Headgate.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Upstreams : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "upstreams",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    base_address = table.Column<string>(type: "TEXT", nullable: false),
                    remote_account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    is_test_bed = table.Column<bool>(type: "INTEGER", nullable: false),
                    sealed_token = table.Column<string>(type: "TEXT", nullable: false),
                    token_hash = table.Column<string>(type: "TEXT", nullable: false),
                    timeout_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_upstreams", x => x.id);
                    table.ForeignKey(
                        name: "fk_upstreams_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_upstreams_account_id",
                table: "upstreams",
                column: "account_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "upstreams");
        }
    }
}
