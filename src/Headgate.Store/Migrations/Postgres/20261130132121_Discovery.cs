using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Headgate.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Discovery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ingested_at",
                table: "outbox_events",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "metadata_definitions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    environment_id = table.Column<long>(type: "bigint", nullable: false),
                    unique_id = table.Column<string>(type: "text", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    outline = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metadata_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "metadata_environments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    environment_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    definition_run_id = table.Column<long>(type: "bigint", nullable: true),
                    definition_job_id = table.Column<long>(type: "bigint", nullable: true),
                    definition_run_ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    manifest_generated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    applied_git_sha = table.Column<string>(type: "text", nullable: true),
                    dbt_project_name = table.Column<string>(type: "text", nullable: true),
                    adapter_type = table.Column<string>(type: "text", nullable: true),
                    dbt_version = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metadata_environments", x => x.id);
                    table.ForeignKey(
                        name: "fk_metadata_environments_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "metadata_ingests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    environment_id = table.Column<long>(type: "bigint", nullable: false),
                    job_id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    nodes = table.Column<int>(type: "integer", nullable: false),
                    executions = table.Column<int>(type: "integer", nullable: false),
                    elapsed_time = table.Column<double>(type: "double precision", nullable: true),
                    generated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    invocation_id = table.Column<string>(type: "text", nullable: true),
                    run_ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metadata_ingests", x => x.id);
                    table.ForeignKey(
                        name: "fk_metadata_ingests_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "metadata_nodes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    environment_id = table.Column<long>(type: "bigint", nullable: false),
                    unique_id = table.Column<string>(type: "text", nullable: false),
                    definition_id = table.Column<long>(type: "bigint", nullable: true),
                    applied_id = table.Column<long>(type: "bigint", nullable: true),
                    compiled_code = table.Column<byte[]>(type: "bytea", nullable: true),
                    execution = table.Column<string>(type: "text", nullable: true),
                    execution_run_ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    freshness = table.Column<string>(type: "text", nullable: true),
                    freshness_run_ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    catalog = table.Column<byte[]>(type: "bytea", nullable: true),
                    catalog_run_id = table.Column<long>(type: "bigint", nullable: true),
                    catalog_job_id = table.Column<long>(type: "bigint", nullable: true),
                    catalog_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metadata_nodes", x => x.id);
                    table.ForeignKey(
                        name: "fk_metadata_nodes_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "metadata_executions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    node_id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    definition_id = table.Column<long>(type: "bigint", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: true),
                    failures = table.Column<long>(type: "bigint", nullable: true),
                    rows = table.Column<long>(type: "bigint", nullable: true),
                    execution_time = table.Column<double>(type: "double precision", nullable: true),
                    thread_id = table.Column<string>(type: "text", nullable: true),
                    compile_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    compile_completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    execute_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    execute_completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    freshness = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metadata_executions", x => x.id);
                    table.ForeignKey(
                        name: "fk_metadata_executions_metadata_nodes_node_id",
                        column: x => x.node_id,
                        principalTable: "metadata_nodes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_ingested_at",
                table: "outbox_events",
                column: "ingested_at");

            migrationBuilder.CreateIndex(
                name: "ix_metadata_definitions_environment_id_digest",
                table: "metadata_definitions",
                columns: new[] { "environment_id", "digest" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_metadata_environments_environment_id",
                table: "metadata_environments",
                column: "environment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_metadata_executions_node_id_run_id_step",
                table: "metadata_executions",
                columns: new[] { "node_id", "run_id", "step" });

            migrationBuilder.CreateIndex(
                name: "ix_metadata_executions_run_id",
                table: "metadata_executions",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_metadata_ingests_environment_id_run_ended_at",
                table: "metadata_ingests",
                columns: new[] { "environment_id", "run_ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_metadata_ingests_run_ended_at",
                table: "metadata_ingests",
                column: "run_ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_metadata_ingests_run_id",
                table: "metadata_ingests",
                column: "run_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_metadata_nodes_environment_id_unique_id",
                table: "metadata_nodes",
                columns: new[] { "environment_id", "unique_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "metadata_definitions");

            migrationBuilder.DropTable(
                name: "metadata_environments");

            migrationBuilder.DropTable(
                name: "metadata_executions");

            migrationBuilder.DropTable(
                name: "metadata_ingests");

            migrationBuilder.DropTable(
                name: "metadata_nodes");

            migrationBuilder.DropIndex(
                name: "ix_outbox_events_ingested_at",
                table: "outbox_events");

            migrationBuilder.DropColumn(
                name: "ingested_at",
                table: "outbox_events");
        }
    }
}
