using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Headgate.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class KeyedCalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "keyed_calls",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    caller_kind = table.Column<string>(type: "text", nullable: false),
                    caller_id = table.Column<long>(type: "bigint", nullable: false),
                    upstream_id = table.Column<long>(type: "bigint", nullable: false),
                    called_account_id = table.Column<long>(type: "bigint", nullable: false),
                    key_hash = table.Column<string>(type: "text", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    request_id = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    kept_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_keyed_calls", x => x.id);
                    table.ForeignKey(
                        name: "fk_keyed_calls_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_keyed_calls_account_id_caller_kind_caller_id_upstream_id_ca",
                table: "keyed_calls",
                columns: new[] { "account_id", "caller_kind", "caller_id", "upstream_id", "called_account_id", "key_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_keyed_calls_kept_until",
                table: "keyed_calls",
                column: "kept_until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "keyed_calls");
        }
    }
}
