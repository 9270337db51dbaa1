using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Headgate.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Discovery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ingested_at",
                table: "outbox_events",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "metadata_definitions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    environment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    unique_id = table.Column<string>(type: "TEXT", nullable: false),
                    digest = table.Column<string>(type: "TEXT", nullable: false),
                    outline = table.Column<string>(type: "TEXT", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    run_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metadata_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "metadata_environments",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    environment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    definition_run_id = table.Column<long>(type: "INTEGER", nullable: true),
                    definition_job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    definition_run_ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    manifest_generated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    applied_at = table.Column<long>(type: "INTEGER", nullable: true),
                    applied_git_sha = table.Column<string>(type: "TEXT", nullable: true),
                    dbt_project_name = table.Column<string>(type: "TEXT", nullable: true),
                    adapter_type = table.Column<string>(type: "TEXT", nullable: true),
                    dbt_version = table.Column<string>(type: "TEXT", nullable: true)
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
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    project_id = table.Column<long>(type: "INTEGER", nullable: false),
                    environment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    job_id = table.Column<long>(type: "INTEGER", nullable: false),
                    run_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    nodes = table.Column<int>(type: "INTEGER", nullable: false),
                    executions = table.Column<int>(type: "INTEGER", nullable: false),
                    elapsed_time = table.Column<double>(type: "REAL", nullable: true),
                    generated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    invocation_id = table.Column<string>(type: "TEXT", nullable: true),
                    run_ended_at = table.Column<long>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: false)
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
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    environment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    unique_id = table.Column<string>(type: "TEXT", nullable: false),
                    definition_id = table.Column<long>(type: "INTEGER", nullable: true),
                    applied_id = table.Column<long>(type: "INTEGER", nullable: true),
                    compiled_code = table.Column<byte[]>(type: "BLOB", nullable: true),
                    execution = table.Column<string>(type: "TEXT", nullable: true),
                    execution_run_ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    freshness = table.Column<string>(type: "TEXT", nullable: true),
                    freshness_run_ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    catalog = table.Column<byte[]>(type: "BLOB", nullable: true),
                    catalog_run_id = table.Column<long>(type: "INTEGER", nullable: true),
                    catalog_job_id = table.Column<long>(type: "INTEGER", nullable: true),
                    catalog_at = table.Column<long>(type: "INTEGER", nullable: true)
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
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    node_id = table.Column<long>(type: "INTEGER", nullable: false),
                    run_id = table.Column<long>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    definition_id = table.Column<long>(type: "INTEGER", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    failures = table.Column<long>(type: "INTEGER", nullable: true),
                    rows = table.Column<long>(type: "INTEGER", nullable: true),
                    execution_time = table.Column<double>(type: "REAL", nullable: true),
                    thread_id = table.Column<string>(type: "TEXT", nullable: true),
                    compile_started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    compile_completed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    execute_started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    execute_completed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    freshness = table.Column<string>(type: "TEXT", nullable: true)
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
