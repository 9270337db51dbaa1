using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Headgate.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RunTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "request_id",
                table: "run_triggers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "answer_size",
                table: "keyed_calls",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "job_id",
                table: "budget_holds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "upstream_id",
                table: "budget_holds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "run_terms",
                columns: table => new
                {
                    run_id = table.Column<long>(type: "INTEGER", nullable: false),
                    terms = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_terms", x => x.run_id);
                    table.ForeignKey(
                        name: "fk_run_terms_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_run_triggers_request_id",
                table: "run_triggers",
                column: "request_id",
                filter: "request_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "run_terms");

            migrationBuilder.DropIndex(
                name: "ix_run_triggers_request_id",
                table: "run_triggers");

            migrationBuilder.DropColumn(
                name: "request_id",
                table: "run_triggers");

            migrationBuilder.DropColumn(
                name: "answer_size",
                table: "keyed_calls");

            migrationBuilder.DropColumn(
                name: "job_id",
                table: "budget_holds");

            migrationBuilder.DropColumn(
                name: "upstream_id",
                table: "budget_holds");
        }
    }
}
