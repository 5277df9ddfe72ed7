using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

/// <summary>How much a proof went through: so that a test sees that there was something to prove.</summary>
/// <param name="Prefixes">Of histories, each replayed.</param>
/// <param name="Writes">Of the undisturbed run.</param>
/// <param name="Kills">Two a write.</param>
/// <param name="Keys">Of activities, all different.</param>
public sealed record ProofFigures(int Prefixes, int Writes, int Kills, int Keys)
{
    /// <summary>The world after the undisturbed run.</summary>
    public required ScriptedWorld World { get; init; }

    /// <summary>Every instance after the undisturbed run, by id.</summary>
    public required IReadOnlyList<WorkflowView> Views { get; init; }
}
