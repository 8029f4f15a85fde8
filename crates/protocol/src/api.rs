//! The API of the page: the one table of what `window.Chatlet` and every widget can do (`embedding.md`, "The API").
//!
//! A member stands here as soon as the loader has it, and not before.

/// One method or property, as the generated declarations describe it; overloads stand one after the other.
#[derive(Debug, Clone, Copy)]
pub struct MemberSpec {
    /// TypeScript name.
    pub name: &'static str,
    /// What follows the name in its declaration.
    pub signature: &'static str,
    /// What it does.
    pub doc: &'static str,
}

impl MemberSpec {
    /// Whether it is read rather than called.
    pub fn is_property(&self) -> bool {
        self.signature.starts_with(':')
    }
}

macro_rules! members {
    ($(#[$outer:meta])* $table:ident { $($name:literal $signature:literal $doc:literal)+ }) => {
        $(#[$outer])*
        pub const $table: &[MemberSpec] =
            &[$(MemberSpec { name: $name, signature: $signature, doc: $doc },)+];
    };
}

members! {
    /// What every widget can do.
    WIDGET {
        "open" "(message?: string): Promise<void>" "Opens the window and sends the message, if there is one. An open window stays open."
        "close" "(): Promise<void>" "Closes the window."
        "toggle" "(): Promise<void>" "Opens a closed window and closes an open one."
        "show" "(): Promise<void>" "Shows launcher and window as a whole."
        "hide" "(): Promise<void>" "Hides launcher and window as a whole."
        "send" "(message: string): Promise<void>" "Sends a message as the visitor; the window stays as it is."
        "prefill" "(text: string): Promise<void>" "Puts text into the composer without sending it."
        "minimize" "(): Promise<void>" "Makes the window smaller: from its largest to its usual size, from that to its header."
        "maximize" "(): Promise<void>" "Makes the window as large as the page allows."
        "reset" "(): Promise<void>" "Ends the conversation and begins a new one."
        "identify" "(identity: Record<string, unknown>): Promise<void>" "Says who the visitor is. Another one than before sees nothing of the one before."
        "logout" "(): Promise<void>" "The visitor has left: nothing of them stays."
        "setMetadata" "(metadata: Record<string, unknown>): Promise<void>" "Attaches this to the conversation, in place of what was attached before."
        "setSignedMetadata" "(token: string): Promise<void>" "The same, signed by the page's backend: a JWT, passed on unread."
        "consent" "(state: \"granted\" | \"denied\"): Promise<void>" "Whether anything may be stored from now on."
        "requestHandover" "(wish?: { reason?: string; priority?: \"low\" | \"normal\" | \"high\"; metadata?: Record<string, unknown> }): Promise<void>" "Asks for a human."
        "emit" "(name: string, data?: unknown): Promise<void>" "Raises `customAction` with an event of the page's own, for everyone who listens to the widget."
        "intercept" "(interceptor: ChatletInterceptor | null): Promise<void>" "Asks a function of the page before each message is sent; `null` ends that."
        "handleProtocol" "(protocol: string, handler: ChatletProtocolHandler | null): Promise<void>" "Hands links of a scheme such as `tour:` to the page; they are never opened."
        "setTheme" "(theme: NonNullable<ChatletOptions[\"theme\"]>): Promise<void>" "Changes the colour scheme."
        "setLanguage" "(language: string): Promise<void>" "Changes the language, a BCP 47 tag."
        "destroy" "(): Promise<void>" "Removes the widget and ends every subscription; `Chatlet.init` starts it anew."
        "on" "<Name extends keyof ChatletSubscriptions>(name: Name, handler: ChatletHandler<Name>): () => void" "Subscribes to an event, or to every event with `*`. Returns what ends the subscription."
        "once" "<Name extends keyof ChatletSubscriptions>(name: Name, handler: ChatletHandler<Name>): () => void" "Subscribes to the next event of the name only."
        "off" "<Name extends keyof ChatletSubscriptions>(name?: Name, handler?: ChatletHandler<Name>): void" "Ends the subscription of a handler; without one all to the name; without a name all."
        "isOpen" ": boolean" "Whether the window is open."
        "unreadCount" ": number" "Replies that arrived while the window was closed."
        "state" ": ChatletState" "How far the widget has come."
    }
}

members! {
    /// What `window.Chatlet` can do besides commanding the widget called `default`.
    PAGE {
        "init" "(options: ChatletOptions): ChatletWidget" "Starts the widget that `options.instance` names; one that runs goes on as it is."
        "get" "(name?: string): ChatletWidget" "The widget of that name, started or not; without a name the one called `default`."
        "push" "<Name extends keyof ChatletSubscriptions>(command: [command: \"on\" | \"once\", name: Name, handler: ChatletHandler<Name>]): unknown" "Subscribes, as `on` and `once` do; before the script has run, it queues instead."
        "push" "(use: (chatlet: ChatletApi) => void): unknown" "Calls a function with the API, once the script has run."
        "push" "(command: ChatletCommand): unknown" "Runs one command: its name and what it is given; before the script has run, it queues instead."
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_member_of_the_page_hides_one_of_the_widget() {
        let widget: BTreeSet<_> = WIDGET.iter().map(|member| member.name).collect();
        assert_eq!(widget.len(), WIDGET.len());
        assert!(PAGE.iter().all(|member| !widget.contains(member.name)));
    }
}
