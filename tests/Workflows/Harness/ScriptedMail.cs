using Arbit.Workflows;

namespace Arbit.Tests.Workflows.Harness;

/// <summary>Something that the world tells an instance because of what that did.</summary>
/// <param name="RaiseAsync">Tells it; false where nobody is there any more.</param>
public sealed record ScriptedMail(Func<IWorkflowHost, Task<bool>> RaiseAsync);
