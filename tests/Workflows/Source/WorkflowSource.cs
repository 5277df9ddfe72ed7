using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arbit.Tests.Workflows.Source;

/// <summary>
/// Reads source as the compiler does and says where workflow code could go differently in a replay: in every type that derives from
/// Workflow, and in every file that belongs to workflows as a whole.
/// </summary>
internal sealed class WorkflowSource
{
    private const string WorkflowType = "Arbit.Workflows.Workflow";

    private const string AsyncVoid = "async void is awaited by nobody";

    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview);

    private readonly CSharpCompilation _compilation;
    private readonly Func<string, bool> _isWorkflowFile;

    /// <param name="files">Path and text of all sources that refer to each other.</param>
    /// <param name="isWorkflowFile">By the path: the whole file is checked.</param>
    public WorkflowSource(IEnumerable<(string Path, string Text)> files, Func<string, bool> isWorkflowFile)
        : this(Empty(), isWorkflowFile)
        => _compilation = _compilation.AddSyntaxTrees(files.Append((Path: "Usings.cs", Text: Usings)).Select(Read));

    private WorkflowSource(CSharpCompilation compilation, Func<string, bool> isWorkflowFile)
        => (_compilation, _isWorkflowFile) = (compilation, isWorkflowFile);

    /// <summary>What the compiler cannot make sense of, and the check therefore could not see.</summary>
    public IReadOnlyList<string> Errors
        => [.. _compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString())];

    /// <summary>The same with a file more.</summary>
    public WorkflowSource With(string path, string text) => new(_compilation.AddSyntaxTrees(Read((path, text))), _isWorkflowFile);

    /// <summary>As <see cref="Errors"/>, of one file.</summary>
    public IReadOnlyList<string> ErrorsIn(string path)
        => [.. _compilation.GetSemanticModel(_compilation.SyntaxTrees.Single(tree => tree.FilePath == path)).GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString())];

    /// <summary>Types that were recognised as workflows.</summary>
    public IReadOnlyList<string> Workflows => [.. WorkflowTypes().Select(type => type.Type.Name).Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<SourceFinding> Findings()
    {
        var found = new List<SourceFinding>();
        foreach (var tree in _compilation.SyntaxTrees.Where(tree => _isWorkflowFile(tree.FilePath)))
            Check(tree.GetRoot(), found);
        foreach (var (_, node) in WorkflowTypes().Where(type => !_isWorkflowFile(type.Node.SyntaxTree.FilePath)))
            Check(node, found);
        return [.. found.Distinct()];
    }

    private static CSharpCompilation Empty() => CSharpCompilation.Create(
        "WorkflowSource",
        [],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("arbit", StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static SyntaxTree Read((string Path, string Text) file) => CSharpSyntaxTree.ParseText(file.Text, Parse, file.Path);

    private IEnumerable<(INamedTypeSymbol Type, TypeDeclarationSyntax Node)> WorkflowTypes()
    {
        foreach (var tree in _compilation.SyntaxTrees)
        {
            var model = _compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
            {
                if (model.GetDeclaredSymbol(node) is { } type && IsWorkflow(type))
                    yield return (type, node);
            }
        }
    }

    private static bool IsWorkflow(INamedTypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (ForbiddenSymbols.FullName(at) == WorkflowType)
                return true;
        }

        return false;
    }

    private void Check(SyntaxNode root, List<SourceFinding> found)
    {
        var model = _compilation.GetSemanticModel(root.SyntaxTree);
        foreach (var node in root.DescendantNodesAndSelf())
        {
            if (RuleFor(node, model) is not { } rule)
                continue;
            var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            found.Add(new SourceFinding($"{node.SyntaxTree.FilePath}:{line}", rule, node.ToString().Split('\n')[0].Trim()));
        }
    }

    private static string? RuleFor(SyntaxNode node, SemanticModel model)
    {
        var byKind = node switch
        {
            LockStatementSyntax => "there are no threads to lock out",
            UnsafeStatementSyntax => "no unsafe code",
            FieldDeclarationSyntax field => RuleForField(field, model),
            PropertyDeclarationSyntax property => RuleForProperty(property, model),
            MethodDeclarationSyntax or LocalFunctionStatementSyntax
                => model.GetDeclaredSymbol(node) is IMethodSymbol { IsAsync: true, ReturnsVoid: true } ? AsyncVoid : null,
            AnonymousFunctionExpressionSyntax lambda
                => model.GetSymbolInfo(lambda).Symbol is IMethodSymbol { IsAsync: true, ReturnsVoid: true } ? AsyncVoid : null,
            BaseObjectCreationExpressionSyntax creation => Symbol(creation, model) is { } made ? ForbiddenSymbols.RuleFor(made) : null,
            AwaitExpressionSyntax wait => RuleForAwait(wait, model),
            ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } => "only what the context gives is awaited",
            SimpleNameSyntax name when !IsInUsing(name) => Symbol(name, model) is { } named ? ForbiddenSymbols.RuleFor(named) : null,
            _ => null,
        };
        return byKind ?? (node is ExpressionSyntax expression && UnorderedUse.IsUse(expression, model)
            ? "a hash table has no order: a sorted one, or a list"
            : null);
    }

    private static ISymbol? Symbol(ExpressionSyntax node, SemanticModel model)
    {
        var info = model.GetSymbolInfo(node);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    private static bool IsInUsing(SyntaxNode node) => node.Ancestors().Any(at => at is UsingDirectiveSyntax or AttributeSyntax);

    /// <summary>Something that is awaited is a task: an awaitable of another make would go on wherever it likes.</summary>
    private static string? RuleForAwait(AwaitExpressionSyntax wait, SemanticModel model)
        => model.GetTypeInfo(wait.Expression).Type is INamedTypeSymbol type && ForbiddenSymbols.FullName(type) is not ("System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask")
            ? "only what the context gives is awaited"
            : null;

    private static string? RuleForField(FieldDeclarationSyntax field, SemanticModel model)
        => field.Declaration.Variables.Select(variable => model.GetDeclaredSymbol(variable)).OfType<IFieldSymbol>().FirstOrDefault() switch
        {
            { IsConst: true } or { IsReadOnly: true } => null,
            { IsStatic: true } => "what is static is shared by all instances and never changes",
            { ContainingType: var type } when IsWorkflow(type) => "a workflow keeps nothing: it is shared by all instances",
            _ => null,
        };

    private static string? RuleForProperty(PropertyDeclarationSyntax property, SemanticModel model)
        => model.GetDeclaredSymbol(property) is { SetMethod: { IsInitOnly: false } } symbol && (symbol.IsStatic || IsWorkflow(symbol.ContainingType))
            ? "what is shared by all instances never changes"
            : null;
}
