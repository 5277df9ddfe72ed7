using Arbit.Markets;
using Arbit.Money;
using Arbit.Slow.Operations;
using Arbit.Strategy;

namespace Arbit.Slow.Configuration;

/// <summary>What a slow side outside the edge is configured with, read and checked.</summary>
/// <param name="InitialMode">Before any flip.</param>
/// <param name="Accounts">By venue, with the symbols whose fees are refreshed.</param>
/// <param name="MovesMoney">Else a dry run: nothing is withdrawn or staked.</param>
/// <param name="Slow">Signals, workflows, addresses.</param>
/// <param name="Operators">Who may use the operations.</param>
/// <param name="KeepsHistory">Of ended workflows.</param>
public sealed record SlowSideSettings(
    TradingMode InitialMode,
    IReadOnlyList<(Venue Venue, IReadOnlyList<Symbol> Symbols)> Accounts,
    bool MovesMoney,
    SlowConfig Slow,
    IReadOnlyList<Operator> Operators,
    TimeSpan KeepsHistory)
{
    private const int ShortestToken = 32;

    /// <summary>Nobody can be asked longer, and what is stored of an ended workflow has been told by then.</summary>
    private const int LeastHistoryDays = 7;

    /// <param name="options">As text.</param>
    /// <param name="known">Venues that there are accounts for.</param>
    /// <exception cref="InvalidSettingsException">Something is wrong; all of it is in the message.</exception>
    public static SlowSideSettings Read(SlowSideOptions options, IReadOnlyList<string> known)
    {
        var problems = new List<string>();
        var venues = options.Venues.Select(venue => venue.Name).ToList();
        foreach (var name in venues.Where(name => !known.Contains(name, StringComparer.Ordinal)))
            problems.Add($"Venues: '{name}' is unknown; known are {string.Join(", ", known)}");
        if (venues.Count == 0)
            problems.Add("Venues is empty; name at least one");
        if (venues.Distinct(StringComparer.Ordinal).Count() != venues.Count)
            problems.Add("Venues names one venue twice");
        if (TradingModes.Find(options.InitialMode) is null)
            problems.Add($"InitialMode is '{options.InitialMode}'; it is BTC or GOLD");
        if (options.Live.Orders is not ("dry" or "real"))
            problems.Add($"Live:Orders is '{options.Live.Orders}'; it is dry or real");
        if (options.Dollars.Length == 0)
            problems.Add("Dollars is empty; name at least one, for instance USDT");
        foreach (var code in options.Dollars.Where(code => !Asset.IsCode(code)))
            problems.Add($"Dollars: '{code}' is no asset");
        if (options.HistoryDays is < LeastHistoryDays or > 3650)
            problems.Add($"HistoryDays is {options.HistoryDays}; it is {LeastHistoryDays} to 3650");
        var dollars = options.Dollars.Where(Asset.IsCode).Select(code => new Asset(code)).ToHashSet();
        var settings = new SlowSideSettings(
            TradingModes.Find(options.InitialMode) ?? TradingMode.Gold,
            options.Venues.Select(venue => (new Venue(venue.Name), SymbolsFrom(venue, problems))).ToList(),
            options.Live.Orders == "real",
            SlowConfig.Read(options.Signals, options.Slow, options.Fuel, venues, dollars, problems),
            OperatorsFrom(options.Operators, problems),
            TimeSpan.FromDays(options.HistoryDays));
        return problems.Count == 0 ? settings : throw new InvalidSettingsException(problems);
    }

    /// <summary>What a person should know of them, a sentence each: said at the start.</summary>
    public IEnumerable<string> Remarks()
    {
        foreach (var remark in Slow.Signals.Remarks())
            yield return remark;
        if (Operators.Count == 0)
            yield return "Operators is empty: nobody can use the operations.";
        if (Slow.Addresses.Count == 0)
            yield return "Slow:Addresses is empty: no money can be sent anywhere.";
        if (!MovesMoney)
            yield return $"Live:Orders is dry: nothing is withdrawn{(Slow.Lending is null ? " or" : ", lent or")} staked.";
        foreach (var account in Accounts.Where(account => account.Symbols.Count == 0))
            yield return $"Venues:{account.Venue}:Symbols is empty: its fees are not refreshed.";
    }

    private static IReadOnlyList<Symbol> SymbolsFrom(AccountOptions account, List<string> problems)
    {
        var symbols = new List<Symbol>();
        foreach (var text in account.Symbols)
        {
            if (Symbol.TryParse(text, out var symbol))
                symbols.Add(symbol);
            else
                problems.Add($"Venues: {account.Name}'s symbol '{text}' is none; it is BASE/QUOTE");
        }

        return symbols;
    }

    private static List<Operator> OperatorsFrom(Dictionary<string, OperatorOptions> options, List<string> problems)
    {
        var operators = new List<Operator>();
        foreach (var (name, told) in options.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            if (name.Length > 32 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
                problems.Add($"Operators: '{name}' is no name; it has letters, digits and -, at most 32");
            if (told.Token.Length < ShortestToken || told.NextToken.Length is > 0 and < ShortestToken)
                problems.Add($"Operators:{name}: a token has fewer than {ShortestToken} characters");
            operators.Add(new Operator(name, ((string[])[told.Token, told.NextToken]).Where(token => token.Length >= ShortestToken).ToList()));
        }

        if (operators.SelectMany(each => each.Tokens.Distinct(StringComparer.Ordinal)).GroupBy(token => token, StringComparer.Ordinal).Any(same => same.Count() > 1))
            problems.Add("Operators: two have the same token, and nobody could tell who it was");
        return operators;
    }
}
