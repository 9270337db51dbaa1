using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Headgate.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SemanticLayerCredentials : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "semantic_layer_configurations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    environment_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_semantic_layer_configurations", x => x.id);
                    table.ForeignKey(
                        name: "fk_semantic_layer_configurations_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_semantic_layer_configurations_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "semantic_layer_credentials",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    adapter_version = table.Column<string>(type: "text", nullable: false),
                    values = table.Column<string>(type: "text", nullable: false),
                    secret_values = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_semantic_layer_credentials", x => x.id);
                    table.ForeignKey(
                        name: "fk_semantic_layer_credentials_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "semantic_layer_mappings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    project_id = table.Column<long>(type: "bigint", nullable: false),
                    semantic_layer_credentials_id = table.Column<long>(type: "bigint", nullable: false),
                    service_token_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_semantic_layer_mappings", x => x.id);
                    table.ForeignKey(
                        name: "fk_semantic_layer_mappings_semantic_layer_credentials_semantic",
                        column: x => x.semantic_layer_credentials_id,
                        principalTable: "semantic_layer_credentials",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_semantic_layer_mappings_service_tokens_service_token_id",
                        column: x => x.service_token_id,
                        principalTable: "service_tokens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_semantic_layer_configurations_environment_id",
                table: "semantic_layer_configurations",
                column: "environment_id");

            migrationBuilder.CreateIndex(
                name: "ix_semantic_layer_configurations_project_id",
                table: "semantic_layer_configurations",
                column: "project_id",
                unique: true,
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_semantic_layer_credentials_account_id_state_id",
                table: "semantic_layer_credentials",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_semantic_layer_credentials_project_id",
                table: "semantic_layer_credentials",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ix_semantic_layer_mappings_account_id_state_id",
                table: "semantic_layer_mappings",
                columns: new[] { "account_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_semantic_layer_mappings_project_id_service_token_id",
                table: "semantic_layer_mappings",
                columns: new[] { "project_id", "service_token_id" },
                unique: true,
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_semantic_layer_mappings_semantic_layer_credentials_id",
                table: "semantic_layer_mappings",
                column: "semantic_layer_credentials_id");

            migrationBuilder.CreateIndex(
                name: "ix_semantic_layer_mappings_service_token_id",
                table: "semantic_layer_mappings",
                column: "service_token_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "semantic_layer_configurations");

            migrationBuilder.DropTable(
                name: "semantic_layer_mappings");

            migrationBuilder.DropTable(
                name: "semantic_layer_credentials");
        }
    }
}
