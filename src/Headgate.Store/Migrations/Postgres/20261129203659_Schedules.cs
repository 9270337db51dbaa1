using Headgate.Store.Totals;
using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Headgate.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Schedules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_runs_account_id_created_at",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_account_id_finished_at",
                table: "runs");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "next_run_at",
                table: "jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_runs_account_id_created_at_id",
                table: "runs",
                columns: new[] { "account_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_account_id_finished_at_id_status",
                table: "runs",
                columns: new[] { "account_id", "finished_at", "id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_status_id",
                table: "runs",
                columns: new[] { "status", "id" },
                filter: "finished_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_next_run_at",
                table: "jobs",
                column: "next_run_at");

            foreach (var statement in CounterTriggers.RunsAgain(sqlite: false))
            {
                migrationBuilder.Sql(statement);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_runs_account_id_created_at_id",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_account_id_finished_at_id_status",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_status_id",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_next_run_at",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "next_run_at",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "ix_runs_account_id_created_at",
                table: "runs",
                columns: new[] { "account_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_account_id_finished_at",
                table: "runs",
                columns: new[] { "account_id", "finished_at" });
        }
    }
}
